package io.observabilityfactory.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Traces that are worth looking at in a browser. */
final class BrowsedTraces {

    /** What somebody wrote to a model who would like to see it run in somebody else's browser. */
    static final String HOSTILE = "<img src=x onerror=\"document.title='taken'\"> ";

    private static final int SPANS_PER_EXPORT = 500;

    private final String traceId = IdGenerator.random().generateTraceId();
    private final long startNanos =
            TimeUnit.MILLISECONDS.toNanos(Instant.now().minusSeconds(60).toEpochMilli());
    private final List<SpanData> spans = new ArrayList<>();

    private BrowsedTraces() {}

    /** An agent that calls a tool and answers, its messages recorded. Returns the trace's id. */
    static String conversation(SpanExporter exporter) {
        BrowsedTraces trace = new BrowsedTraces();
        SpanData root = trace.span(
                null,
                "invoke_agent support_bot",
                0,
                4_000,
                Attributes.builder()
                        .put("gen_ai.operation.name", "invoke_agent")
                        .put("gen_ai.agent.name", "support_bot")
                        .put("session.id", "session-7")
                        .put("user.id", "user_001")
                        .build());
        trace.span(
                root,
                "chat claude-sonnet-4-5",
                100,
                2_400,
                Attributes.builder()
                        .put("gen_ai.operation.name", "chat")
                        .put("gen_ai.provider.name", "anthropic")
                        .put("gen_ai.response.model", "claude-sonnet-4-5")
                        .put("gen_ai.usage.input_tokens", 2_000)
                        .put("gen_ai.usage.output_tokens", 500)
                        .put(
                                "gen_ai.system_instructions",
                                "[{\"type\":\"text\",\"content\":\"You help customers. Be brief.\"}]")
                        .put("gen_ai.input.messages", """
                        [{"role":"user","parts":[{"type":"text","content":"%sWhere is my order 4711?"}]}]""".formatted(HOSTILE.replace("\"", "\\\"")))
                        .put("gen_ai.output.messages", """
                        [{"role":"assistant","finish_reason":"tool_call","parts":[{"type":"tool_call","id":"c1",
                        "name":"find_order","arguments":{"order":4711,"with":["parcels"]}}]}]""")
                        .build());
        trace.span(
                root,
                "execute_tool find_order",
                2_500,
                600,
                Attributes.builder()
                        .put("gen_ai.operation.name", "execute_tool")
                        .put("gen_ai.tool.name", "find_order")
                        .put("gen_ai.tool.call.arguments", "{\"order\":4711,\"with\":[\"parcels\"]}")
                        .put("gen_ai.tool.call.result", "{\"state\":\"on its way\",\"parcels\":1}")
                        .build());
        return trace.export(exporter);
    }

    /** A call of a model that nobody knows the price of. */
    static String unpriced(SpanExporter exporter) {
        BrowsedTraces trace = new BrowsedTraces();
        trace.span(
                null,
                "chat house-model",
                0,
                900,
                Attributes.builder()
                        .put("gen_ai.operation.name", "chat")
                        .put("gen_ai.agent.name", "support_bot")
                        .put("gen_ai.provider.name", "in_house")
                        .put("gen_ai.response.model", "house-model")
                        .put("gen_ai.usage.input_tokens", 700)
                        .put("gen_ai.usage.output_tokens", 70)
                        .build());
        return trace.export(exporter);
    }

    /** So many of one step each. */
    static void many(SpanExporter exporter, int count) {
        send(
                exporter,
                IntStream.range(0, count)
                        .mapToObj(i -> new BrowsedTraces().span(null, "job " + i, i, 50, Attributes.empty()))
                        .toList());
    }

    /** A deep and wide one. */
    static String large(SpanExporter exporter, int size) {
        BrowsedTraces trace = new BrowsedTraces();
        SpanData root = trace.span(
                null,
                "invoke_agent swarm",
                0,
                60_000,
                Attributes.builder()
                        .put("gen_ai.operation.name", "invoke_agent")
                        .put("gen_ai.agent.name", "swarm")
                        .build());
        SpanData parent = root;
        for (int i = 1; i < size; i++) {
            SpanData span =
                    trace.span(parent, "step " + i, i * 5L, 50, Attributes.of(AttributeKey.longKey("step"), (long) i));
            parent = i % 20 == 0 ? root : i % 3 == 0 ? span : parent;
        }
        return trace.export(exporter);
    }

    private SpanData span(
            @Nullable SpanData parent, String name, long afterMillis, long millis, Attributes attributes) {
        long start = startNanos + Duration.ofMillis(afterMillis).toNanos();
        TestSpanData.Builder span = TestSpanData.builder()
                .setSpanContext(SpanContext.create(
                        traceId,
                        IdGenerator.random().generateSpanId(),
                        TraceFlags.getSampled(),
                        TraceState.getDefault()))
                .setName(name)
                .setKind(SpanKind.INTERNAL)
                .setStartEpochNanos(start)
                .setEndEpochNanos(start + Duration.ofMillis(millis).toNanos())
                .setHasEnded(true)
                .setStatus(StatusData.unset())
                .setAttributes(attributes);
        SpanData made = parent == null
                ? span.build()
                : span.setParentSpanContext(parent.getSpanContext()).build();
        spans.add(made);
        return made;
    }

    private String export(SpanExporter exporter) {
        send(exporter, spans);
        return traceId;
    }

    private static void send(SpanExporter exporter, List<SpanData> spans) {
        for (int from = 0; from < spans.size(); from += SPANS_PER_EXPORT) {
            List<SpanData> some = spans.subList(from, Math.min(spans.size(), from + SPANS_PER_EXPORT));
            assertThat(exporter.export(some).join(30, TimeUnit.SECONDS).isSuccess())
                    .isTrue();
        }
        exporter.shutdown();
    }
}
