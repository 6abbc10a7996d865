package io.observabilityfactory.testkit;

import com.google.protobuf.ByteString;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.TraceId;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** OTLP spans as instrumented agents send them. */
public final class OtlpSpans {

    private OtlpSpans() {}

    public static TraceId randomTraceId() {
        return new TraceId(
                ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE),
                ThreadLocalRandom.current().nextLong());
    }

    public static SpanId randomSpanId() {
        return new SpanId(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    }

    /** A span that starts now and takes a second, with random ids. */
    public static Span.Builder span(String name) {
        return span(name, Instant.now(), Duration.ofSeconds(1))
                .setTraceId(bytes(randomTraceId()))
                .setSpanId(bytes(randomSpanId()));
    }

    public static Span.Builder span(String name, Instant start, Duration duration) {
        return Span.newBuilder()
                .setName(name)
                .setStartTimeUnixNano(nanos(start))
                .setEndTimeUnixNano(nanos(start.plus(duration)));
    }

    /** A chat call as the current GenAI conventions describe it. */
    public static Span.Builder chat(String provider, String model, long inputTokens, long outputTokens) {
        return span("chat " + model)
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                .addAttributes(text("gen_ai.operation.name", "chat"))
                .addAttributes(text("gen_ai.provider.name", provider))
                .addAttributes(text("gen_ai.request.model", model))
                .addAttributes(text("gen_ai.response.model", model))
                .addAttributes(number("gen_ai.usage.input_tokens", inputTokens))
                .addAttributes(number("gen_ai.usage.output_tokens", outputTokens));
    }

    public static Span.Builder agent(String agent) {
        return span("invoke_agent " + agent)
                .addAttributes(text("gen_ai.operation.name", "invoke_agent"))
                .addAttributes(text("gen_ai.agent.name", agent));
    }

    public static Span.Builder tool(String tool) {
        return span("execute_tool " + tool)
                .addAttributes(text("gen_ai.operation.name", "execute_tool"))
                .addAttributes(text("gen_ai.tool.name", tool));
    }

    public static Span.Builder childOf(Span.Builder parent, Span.Builder child) {
        return child.setTraceId(parent.getTraceId()).setParentSpanId(parent.getSpanId());
    }

    public static ExportTraceServiceRequest request(Span.Builder... spans) {
        return request(Arrays.stream(spans).map(Span.Builder::build).toList());
    }

    public static ExportTraceServiceRequest request(List<Span> spans) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder()
                                .addAttributes(text("service.name", "test-agent"))
                                .addAttributes(text("service.version", "1.2.3"))
                                .addAttributes(text("deployment.environment.name", "test")))
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .setScope(InstrumentationScope.newBuilder().setName("test-kit"))
                                .addAllSpans(spans)))
                .build();
    }

    public static KeyValue text(String key, String value) {
        return attribute(key, AnyValue.newBuilder().setStringValue(value));
    }

    public static KeyValue number(String key, long value) {
        return attribute(key, AnyValue.newBuilder().setIntValue(value));
    }

    public static KeyValue real(String key, double value) {
        return attribute(key, AnyValue.newBuilder().setDoubleValue(value));
    }

    public static KeyValue texts(String key, String... values) {
        ArrayValue.Builder array = ArrayValue.newBuilder();
        for (String value : values) {
            array.addValues(AnyValue.newBuilder().setStringValue(value));
        }
        return attribute(key, AnyValue.newBuilder().setArrayValue(array));
    }

    public static KeyValue attribute(String key, AnyValue.Builder value) {
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }

    public static ByteString bytes(TraceId traceId) {
        return ByteString.copyFrom(traceId.toBytes());
    }

    public static ByteString bytes(SpanId spanId) {
        return ByteString.copyFrom(spanId.toBytes());
    }

    public static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }
}
