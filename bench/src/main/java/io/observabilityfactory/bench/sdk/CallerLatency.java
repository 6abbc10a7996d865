package io.observabilityfactory.bench.sdk;

import io.observabilityfactory.sdk.Delivery;
import io.observabilityfactory.sdk.ModelUsage;
import io.observabilityfactory.sdk.OpenTelemetryIntegration;
import io.observabilityfactory.sdk.TracedOperation;
import io.observabilityfactory.sdk.Tracer;
import io.observabilityfactory.sdk.config.ObservabilityConfig;
import io.observabilityfactory.sdk.config.ObservabilityConfig.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** What a traced call takes its caller, call by call: a run of an agent with a call of a model, two spans. */
public final class CallerLatency {

    private static final int WARM_UP_CALLS = 20_000;

    /** Slow enough for a server that does well to take all of it. */
    private static final int WARM_UP_CALLS_PER_SECOND = 4_000;

    private static final int DIGITS = 3;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final int callsPerSecond;
    private final int seconds;

    private CallerLatency(int callsPerSecond, int seconds) {
        this.callsPerSecond = callsPerSecond;
        this.seconds = seconds;
    }

    /**
     * What calls took.
     *
     * @param server the state of the server that spans were sent to
     * @param nanos by call
     * @param spans what became of them
     */
    public record Figures(String server, Histogram nanos, Delivery.Counts spans) {}

    /** Beside servers in every state, one after the other. */
    public static List<Figures> measure(int callsPerSecond, int seconds) {
        CallerLatency latency = new CallerLatency(callsPerSecond, seconds);
        List<Figures> figures = new ArrayList<>();
        figures.add(new Figures("nothing is enabled", latency.call(), new Delivery.Counts(0, 0, 0, 0)));
        for (Supplier<Receiver> receiver :
                List.<Supplier<Receiver>>of(Receiver::healthy, Receiver::failing, Receiver::hanging, Receiver::away)) {
            figures.add(latency.beside(receiver));
        }
        return figures;
    }

    private Figures beside(Supplier<Receiver> state) {
        ObservabilityConfig config =
                ObservabilityConfig.defaults().withMetrics(new Metrics(false, Duration.ofMinutes(1), null));
        try (Receiver receiver = state.get();
                OpenTelemetryIntegration telemetry = OpenTelemetryIntegration.builder(config)
                        .endpoint(receiver.endpoint())
                        .closeTimeout(Duration.ofSeconds(1))
                        .enable()) {
            return new Figures(receiver.state(), call(), telemetry.delivery().spans());
        }
    }

    private Histogram call() {
        Histogram nanos = new Histogram(LONGEST_NANOS, DIGITS);
        call(WARM_UP_CALLS, WARM_UP_CALLS_PER_SECOND, nanos);
        nanos.reset();
        call(callsPerSecond * seconds, callsPerSecond, nanos);
        return nanos;
    }

    private static void call(int calls, int perSecond, Histogram nanos) {
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long next = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            next += interval;
            LockSupport.parkNanos(next - System.nanoTime());
            long start = System.nanoTime();
            tracedCall();
            nanos.recordValue(Math.min(System.nanoTime() - start, LONGEST_NANOS));
        }
    }

    private static void tracedCall() {
        Tracer.traceAgent("math_agent", () -> {
            try (TracedOperation call = Tracer.startModelCall("openai", "gpt-4o")) {
                call.recordUsage(ModelUsage.of(1_200, 300));
            }
        });
    }
}
