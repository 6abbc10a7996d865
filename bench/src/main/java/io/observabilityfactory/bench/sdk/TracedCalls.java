package io.observabilityfactory.bench.sdk;

import io.observabilityfactory.sdk.ModelUsage;
import io.observabilityfactory.sdk.TracedOperation;
import io.observabilityfactory.sdk.Tracer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a call costs its caller: by OpenTelemetry itself, by OpenTelemetry with the metrics of its conventions, by the SDK, and by the SDK
 * while nothing is enabled. A thousand calls in a row are measured, then what they left is sent and settled, and so on: that is how calls
 * come, and in a queue that is full nothing would be measured but dropping. For JMH, which wants it public.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TracedCalls {

    static final int CALLS = 1_000;

    /** OpenTelemetry by itself. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void spanPlain(CallerBytes caller, PlainTelemetry plain, Blackhole sink) {
        for (int i = 0; i < CALLS; i++) {
            plain.span(sink);
        }
    }

    /** The SDK. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void spanSdk(CallerBytes caller, SdkTelemetry enabled, Blackhole sink) {
        spans(sink);
    }

    /** The SDK while nothing is enabled. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void spanNothing(CallerBytes caller, Blackhole sink) {
        spans(sink);
    }

    private static void spans(Blackhole sink) {
        for (int i = 0; i < CALLS; i++) {
            try (TracedOperation span = Tracer.startSpan("custom_operation")) {
                span.setAttribute("user_id", "user_001");
                sink.consume(span);
            }
        }
    }

    /** OpenTelemetry by itself. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void agentPlain(CallerBytes caller, PlainTelemetry plain, Blackhole sink) {
        for (int i = 0; i < CALLS; i++) {
            plain.agent(sink);
        }
    }

    /** OpenTelemetry by itself, with metrics. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void agentMetrics(CallerBytes caller, PlainTelemetry plain, Blackhole sink) {
        for (int i = 0; i < CALLS; i++) {
            plain.agentWithMetrics(sink);
        }
    }

    /** The SDK. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void agentSdk(CallerBytes caller, SdkTelemetry enabled, Blackhole sink) {
        agents(sink);
    }

    /** The SDK while nothing is enabled. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void agentNothing(CallerBytes caller, Blackhole sink) {
        agents(sink);
    }

    private static void agents(Blackhole sink) {
        for (int i = 0; i < CALLS; i++) {
            Tracer.traceAgent(PlainTelemetry.AGENT_NAME, () -> sink.consume(sink));
        }
    }

    /** OpenTelemetry by itself. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void modelCallPlain(CallerBytes caller, PlainTelemetry plain) {
        for (int i = 0; i < CALLS; i++) {
            plain.modelCall();
        }
    }

    /** OpenTelemetry by itself, with metrics. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void modelCallMetrics(CallerBytes caller, PlainTelemetry plain) {
        for (int i = 0; i < CALLS; i++) {
            plain.modelCallWithMetrics();
        }
    }

    /** The SDK. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void modelCallSdk(CallerBytes caller, SdkTelemetry enabled) {
        modelCalls();
    }

    /** The SDK while nothing is enabled. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void modelCallNothing(CallerBytes caller) {
        modelCalls();
    }

    private static void modelCalls() {
        for (int i = 0; i < CALLS; i++) {
            try (TracedOperation call = Tracer.startModelCall("openai", "gpt-4o")) {
                call.recordUsage(ModelUsage.of(1_200, 300));
            }
        }
    }
}
