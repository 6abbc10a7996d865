package io.observabilityfactory.bench.sdk;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * OpenTelemetry by itself: a batch processor as it makes one, and a reader of metrics. What is recorded is the same as the SDK records,
 * by the same names, which are put together call by call as whoever instruments a library has to. For JMH, which wants it public.
 */
@State(Scope.Benchmark)
public class PlainTelemetry {

    static final String AGENT_NAME = "math_agent";
    static final String MODEL_NAME = "gpt-4o";

    private static final double NANOS_PER_SECOND = 1e9;
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    private static final AttributeKey<String> AGENT = AttributeKey.stringKey("gen_ai.agent.name");
    private static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    private static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");
    private static final AttributeKey<Long> INPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");
    private static final AttributeKey<Long> OUTPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.output_tokens");
    private static final AttributeKey<String> TOKEN_TYPE = AttributeKey.stringKey("gen_ai.token.type");

    private static final Attributes AGENT_LABELS = Attributes.of(OPERATION, "invoke_agent", AGENT, AGENT_NAME);
    private static final Attributes CALL_LABELS =
            Attributes.of(OPERATION, "chat", PROVIDER, "openai", MODEL, MODEL_NAME);
    private static final Attributes INPUT_LABELS =
            CALL_LABELS.toBuilder().put(TOKEN_TYPE, "input").build();
    private static final Attributes OUTPUT_LABELS =
            CALL_LABELS.toBuilder().put(TOKEN_TYPE, "output").build();

    // Not final: the compiler would put constant names together once for all.
    private String agentName = AGENT_NAME;
    private String modelName = MODEL_NAME;

    private final SdkTracerProvider spans = SdkTracerProvider.builder()
            .addSpanProcessor(BatchSpanProcessor.builder(new SpansNowhere()).build())
            .build();
    private final Tracer tracer = spans.get("plain");
    private final SdkMeterProvider metrics = SdkMeterProvider.builder()
            .registerMetricReader(PeriodicMetricReader.builder(new MetricsNowhere())
                    .setInterval(Duration.ofMinutes(1))
                    .build())
            .build();
    private final DoubleHistogram duration = metrics.get("plain")
            .histogramBuilder("gen_ai.client.operation.duration")
            .build();
    private final LongHistogram tokens = metrics.get("plain")
            .histogramBuilder("gen_ai.client.token.usage")
            .ofLongs()
            .build();

    /** Nothing waits when an iteration begins. */
    @Setup(Level.Iteration)
    public void flush() {
        spans.forceFlush().join(1, TimeUnit.MINUTES);
    }

    /** Ends it. */
    @TearDown
    public void close() {
        spans.close();
        metrics.close();
    }

    void span(Blackhole sink) {
        Span span = tracer.spanBuilder("custom_operation").startSpan();
        try (var scope = span.makeCurrent()) {
            span.setAttribute("user_id", "user_001");
            sink.consume(scope);
        } finally {
            span.end();
        }
    }

    Span agent(Blackhole sink) {
        Span span = tracer.spanBuilder("invoke_agent " + agentName)
                .setAttribute(OPERATION, "invoke_agent")
                .setAttribute(AGENT, agentName)
                .startSpan();
        try (var scope = span.makeCurrent()) {
            sink.consume(scope);
        } finally {
            span.end();
        }
        return span;
    }

    void agentWithMetrics(Blackhole sink) {
        duration.record(seconds(agent(sink)), AGENT_LABELS);
    }

    Span modelCall() {
        Span span = tracer.spanBuilder("chat " + modelName)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(OPERATION, "chat")
                .setAttribute(PROVIDER, "openai")
                .setAttribute(MODEL, modelName)
                .startSpan();
        try (var scope = span.makeCurrent()) {
            span.setAttribute(INPUT_TOKENS, 1_200L);
            span.setAttribute(OUTPUT_TOKENS, 300L);
        } finally {
            span.end();
        }
        return span;
    }

    void modelCallWithMetrics() {
        duration.record(seconds(modelCall()), CALL_LABELS);
        tokens.record(1_200, INPUT_LABELS);
        tokens.record(300, OUTPUT_LABELS);
    }

    private static double seconds(Span ended) {
        return ((ReadableSpan) ended).getLatencyNanos() / NANOS_PER_SECOND;
    }
}
