package io.observabilityfactory.sdk;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;

/**
 * The tokens of a call of a model, as providers report them.
 *
 * <pre>{@code
 * call.recordUsage(ModelUsage.of(18_000, 2_500).cacheRead(12_000));
 * }</pre>
 *
 * @param inputTokens cached ones included
 * @param outputTokens reasoning included
 */
public record ModelUsage(
        long inputTokens, long outputTokens, long cacheReadTokens, long cacheWriteTokens, long reasoningTokens) {

    /** Input tokens, cached ones included, and output tokens, reasoning included. */
    public static ModelUsage of(long inputTokens, long outputTokens) {
        return new ModelUsage(inputTokens, outputTokens, 0, 0, 0);
    }

    /** So many of the input tokens were read from a cache. */
    public ModelUsage cacheRead(long tokens) {
        return new ModelUsage(inputTokens, outputTokens, tokens, cacheWriteTokens, reasoningTokens);
    }

    /** So many of the input tokens were written to a cache. */
    public ModelUsage cacheWrite(long tokens) {
        return new ModelUsage(inputTokens, outputTokens, cacheReadTokens, tokens, reasoningTokens);
    }

    /** So many of the output tokens were reasoning. */
    public ModelUsage reasoning(long tokens) {
        return new ModelUsage(inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, tokens);
    }

    /** Writes them to a span that somebody else has made, by OpenTelemetry's names. */
    public void describe(Span span) {
        span.setAttribute(GenAi.INPUT_TOKENS, inputTokens);
        span.setAttribute(GenAi.OUTPUT_TOKENS, outputTokens);
        unlessZero(span, GenAi.CACHE_READ_TOKENS, cacheReadTokens);
        unlessZero(span, GenAi.CACHE_WRITE_TOKENS, cacheWriteTokens);
        unlessZero(span, GenAi.REASONING_TOKENS, reasoningTokens);
    }

    private static void unlessZero(Span span, AttributeKey<Long> key, long tokens) {
        if (tokens != 0) {
            span.setAttribute(key, tokens);
        }
    }
}
