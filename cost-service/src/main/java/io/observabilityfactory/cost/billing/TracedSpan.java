package io.observabilityfactory.cost.billing;

import io.observabilityfactory.model.price.CallUsage;
import io.observabilityfactory.model.price.ModelUse;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.SpanKey;
import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.model.usage.TokenUsage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What accounting needs to know of a stored span. It never changes after it was stored.
 *
 * @param agent as the span itself says
 * @param context as the span itself says
 * @param tool which one was called, null when the span names none
 * @param scope the instrumentation that made the span, null when it does not say
 * @param usage null when the span reports none
 * @param cacheWriteHourTokens of the tokens written to a cache, those that are kept for an hour
 * @param serviceTier such as {@code batch} or {@code flex}, null for the standard one
 * @param reportedUsd what the client says the call costs, null when it says nothing
 * @param firstTokenNanos how long the first part of the answer took, null when the span does not say
 */
public record TracedSpan(
        SpanKey key,
        @Nullable SpanId parentSpanId,
        SpanType type,
        boolean failed,
        boolean timedOut,
        long durationNanos,
        @Nullable String agent,
        @Nullable String provider,
        @Nullable String requestModel,
        @Nullable String responseModel,
        @Nullable String responseId,
        @Nullable String service,
        @Nullable String tool,
        @Nullable String scope,
        TraceContext context,
        @Nullable TokenUsage usage,
        long cacheWriteHourTokens,
        @Nullable String serviceTier,
        @Nullable BigDecimal reportedUsd,
        @Nullable String errorType,
        @Nullable Long firstTokenNanos) {

    public boolean reportsUsage() {
        return usage != null && usage.total() > 0;
    }

    /** The usage, none when the span reports none. */
    public TokenUsage usageOrNone() {
        return usage == null ? TokenUsage.NONE : usage;
    }

    /** What it is priced by. */
    public CallUsage callUsage() {
        return CallUsage.of(usageOrNone(), cacheWriteHourTokens);
    }

    /** Whether it is a call of a reranker that reports no tokens, as they are not what providers bill it by. */
    boolean tellsOfARerank() {
        return type == SpanType.RERANKER && !reportsUsage();
    }

    ModelUse modelUse(int projectId) {
        return new ModelUse(projectId, provider, responseModel, requestModel, key.startTime());
    }

    /** Spans are looked up by the thousand, and their keys are enough to tell them apart. */
    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
