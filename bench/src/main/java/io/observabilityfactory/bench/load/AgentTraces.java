package io.observabilityfactory.bench.load;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * An export of one agent process: runs of eight spans, an agent that calls a model three times, two tools, a retriever and
 * an embedding. Ids are ordinals and times are relative to the first run; {@link BatchTemplate} replaces both.
 */
final class AgentTraces {

    static final int SPANS_PER_TRACE = 8;

    /** What all exports of the benchmark have in common, so that its spans can be told from others. */
    static final String SERVICE_PREFIX = "bench-";

    private static final int ATTRIBUTE_BYTES = 1_600;
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private final Prose prose;
    private final String agent;
    private final String service;
    private final List<Span> spans = new ArrayList<>();
    private String session = "";
    private String user = "";

    private AgentTraces(long seed) {
        this.prose = new Prose(new SplittableRandom(seed));
        this.agent = "agent_" + seed % 20;
        this.service = SERVICE_PREFIX + seed % 5;
    }

    static ExportTraceServiceRequest export(long seed, int spanCount) {
        AgentTraces traces = new AgentTraces(seed);
        for (int trace = 0; trace * SPANS_PER_TRACE < spanCount; trace++) {
            traces.addTrace(trace);
        }
        return traces.request(spanCount);
    }

    private ExportTraceServiceRequest request(int spanCount) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder()
                                .addAttributes(resourceText("service.name", service))
                                .addAttributes(resourceText("service.version", "1.4.2"))
                                .addAttributes(resourceText("deployment.environment.name", "production"))
                                .addAttributes(resourceText("host.name", service + "-7d4b9c")))
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .setScope(InstrumentationScope.newBuilder()
                                        .setName("opentelemetry.instrumentation.genai")
                                        .setVersion("2.1.0"))
                                .addAllSpans(spans.subList(0, spanCount))))
                .build();
    }

    private static KeyValue resourceText(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private void addTrace(int trace) {
        session = "conv_" + prose.hex(24);
        user = "user_" + prose.between(0, 5_000);
        int root = spans.size();
        add(trace, -1, "invoke_agent " + agent, Span.SpanKind.SPAN_KIND_INTERNAL, agentRun());
        addChild(trace, root, "embeddings text-embedding-3-small", embedding());
        addChild(trace, root, "retrieval handbook", retrieval());
        addCall(trace, root);
        addTool(trace, root);
        addCall(trace, root);
        addTool(trace, root);
        addCall(trace, root);
    }

    private void addCall(int trace, int root) {
        String model = prose.oneOf("gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-5-mini");
        addChild(trace, root, "chat " + model, call(model));
    }

    private void addTool(int trace, int root) {
        String tool = prose.oneOf("search_orders", "run_sql", "send_mail", "read_file");
        addChild(trace, root, "execute_tool " + tool, tool(tool));
    }

    private void addChild(int trace, int root, String name, SpanAttributes attributes) {
        add(trace, root, name, Span.SpanKind.SPAN_KIND_CLIENT, attributes);
    }

    private void add(int trace, int parent, String name, Span.SpanKind kind, SpanAttributes attributes) {
        int ordinal = spans.size();
        int step = ordinal % SPANS_PER_TRACE;
        // Protobuf leaves zeros out, and what is left out cannot be replaced.
        long start = 1 + step * STEP_NANOS;
        long end = parent < 0 ? SPANS_PER_TRACE * STEP_NANOS : start + STEP_NANOS - prose.between(1_000, 200_000_000);
        Span.Builder span = Span.newBuilder()
                .setTraceId(ordinalId(16, trace))
                .setSpanId(ordinalId(8, ordinal))
                .setName(name)
                .setKind(kind)
                .setStartTimeUnixNano(start)
                .setEndTimeUnixNano(end)
                .addAllAttributes(attributes.toList());
        if (parent >= 0) {
            span.setParentSpanId(ordinalId(8, parent));
        }
        spans.add(span.build());
    }

    private static ByteString ordinalId(int bytes, int ordinal) {
        return ByteString.copyFrom(ByteBuffer.allocate(bytes)
                .putInt(bytes - Integer.BYTES, ordinal)
                .array());
    }

    private SpanAttributes of(String operation) {
        return new SpanAttributes()
                .text("gen_ai.operation.name", operation)
                .text("gen_ai.conversation.id", session)
                .text("user.id", user);
    }

    private SpanAttributes agentRun() {
        return of("invoke_agent")
                .text("gen_ai.provider.name", "openai")
                .text("gen_ai.agent.name", agent)
                .text("gen_ai.agent.id", "asst_" + prose.hex(20))
                .text("gen_ai.agent.version", "3.2.0")
                .message("gen_ai.input.messages", "user", 0.5, ATTRIBUTE_BYTES, prose)
                .message("gen_ai.output.messages", "assistant", 1, ATTRIBUTE_BYTES, prose);
    }

    private SpanAttributes call(String model) {
        return of("chat")
                .text("gen_ai.provider.name", "openai")
                .text("gen_ai.request.model", model)
                .text("gen_ai.response.model", model)
                .text("gen_ai.response.id", "chatcmpl-" + prose.hex(24))
                .texts("gen_ai.response.finish_reasons", "stop")
                .real("gen_ai.request.temperature", 0.2)
                .number("gen_ai.request.max_tokens", 4_096)
                .number("gen_ai.usage.input_tokens", prose.between(2_000, 9_000))
                .number("gen_ai.usage.cache_read.input_tokens", prose.between(0, 2_000))
                .number("gen_ai.usage.output_tokens", prose.between(20, 900))
                .real("gen_ai.server.time_to_first_token", prose.between(100, 900) / 1_000.0)
                .text("server.address", "api.openai.com")
                .number("server.port", 443)
                .message("gen_ai.input.messages", "user", 0.6, ATTRIBUTE_BYTES, prose)
                .message("gen_ai.output.messages", "assistant", 1, ATTRIBUTE_BYTES, prose);
    }

    private SpanAttributes tool(String tool) {
        return of("execute_tool")
                .text("gen_ai.tool.name", tool)
                .text("gen_ai.tool.type", "function")
                .text("gen_ai.tool.call.id", "call_" + prose.hex(24))
                .text("gen_ai.tool.call.arguments", "{\"query\":\"" + prose.ofLength(300) + "\"}")
                .filler("gen_ai.tool.call.result", ATTRIBUTE_BYTES, prose);
    }

    private SpanAttributes retrieval() {
        return of("retrieval")
                .text("gen_ai.data_source.id", "handbook")
                .text("gen_ai.retrieval.query.text", prose.ofLength(200))
                .filler("gen_ai.retrieval.documents", ATTRIBUTE_BYTES, prose);
    }

    private SpanAttributes embedding() {
        return of("embeddings")
                .text("gen_ai.provider.name", "openai")
                .text("gen_ai.request.model", "text-embedding-3-small")
                .number("gen_ai.usage.input_tokens", prose.between(20, 400))
                .number("gen_ai.embeddings.dimension.count", 1_536)
                .filler("gen_ai.input.text", ATTRIBUTE_BYTES, prose);
    }
}
