package io.observabilityfactory.cost.billing;

import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.SpanKey;
import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.model.trace.TraceId;
import io.observabilityfactory.model.usage.TokenBucket;
import io.observabilityfactory.model.usage.TokenUsage;
import java.time.Instant;
import java.util.Map;

/** Spans of one trace for tests, told apart by small numbers. */
public final class Spans {

    private static final TraceId TRACE = new TraceId(1, 1);
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private Spans() {}

    public static TracedSpan agent(int id, int parent, String agent) {
        return span(id, parent, SpanType.AGENT, agent, null, null);
    }

    public static TracedSpan llm(int id, int parent, long inputTokens) {
        return span(id, parent, SpanType.LLM, null, usage(inputTokens), null);
    }

    public static TracedSpan response(int id, int parent, long inputTokens, String responseId) {
        return span(id, parent, SpanType.LLM, null, usage(inputTokens), responseId);
    }

    public static TracedSpan tool(int id, int parent) {
        return span(id, parent, SpanType.TOOL, null, null, null);
    }

    /** @param parent 0 for none */
    public static TracedSpan span(
            int id, int parent, SpanType type, String agent, TokenUsage usage, String responseId) {
        return new TracedSpan(
                key(id),
                parent == 0 ? null : new SpanId(parent),
                type,
                false,
                false,
                id * 1_000_000L,
                agent,
                "openai",
                "gpt-4o",
                null,
                responseId,
                "service",
                null,
                null,
                // Every third span says where it runs; the others are told by it.
                id % 3 == 0 ? new TraceContext("user-" + id, null, "env-" + id, null, null) : TraceContext.UNKNOWN,
                usage,
                0,
                null,
                null,
                null,
                null);
    }

    /** A tool that was called by its name. */
    public static TracedSpan tool(int id, int parent, String name) {
        return told(id, parent, SpanType.TOOL, id, 1, new Told(name, null, "gpt-4o", false, null, null));
    }

    /** A call of a model as one of several instrumentations tells of it, from one millisecond to another. */
    public static TracedSpan told(int id, int parent, long fromMillis, long toMillis, Told told) {
        return told(id, parent, SpanType.LLM, fromMillis, toMillis - fromMillis, told);
    }

    private static TracedSpan told(int id, int parent, SpanType type, long fromMillis, long millis, Told told) {
        return new TracedSpan(
                new SpanKey(TRACE, new SpanId(id), START.plusMillis(fromMillis)),
                parent == 0 ? null : new SpanId(parent),
                type,
                told.failed(),
                false,
                millis * 1_000_000L,
                null,
                "anthropic",
                told.model(),
                null,
                told.responseId(),
                "service",
                told.tool(),
                told.scope(),
                TraceContext.UNKNOWN,
                told.tokens() == null ? null : usage(told.tokens()),
                0,
                null,
                null,
                null,
                null);
    }

    /** What an instrumentation says of a call; null where it says nothing. */
    public record Told(String tool, String scope, String model, boolean failed, Long tokens, String responseId) {}

    public static SpanKey key(int id) {
        return new SpanKey(TRACE, new SpanId(id), START.plusSeconds(40L * id));
    }

    public static TokenUsage usage(long inputTokens) {
        return TokenUsage.of(Map.of(TokenBucket.INPUT, inputTokens));
    }
}
