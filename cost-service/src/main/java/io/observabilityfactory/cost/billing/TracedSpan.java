package io.observabilityfactory.cost.billing;

import io.observabilityfactory.model.price.ModelUse;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.SpanKey;
import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.model.usage.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * What accounting needs to know of a stored span. It never changes after it was stored.
 *
 * @param agent as the span itself says
 * @param context as the span itself says
 * @param usage null when the span reports none
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
        TraceContext context,
        @Nullable TokenUsage usage) {

    public boolean reportsUsage() {
        return usage != null && usage.total() > 0;
    }

    /** The usage, none when the span reports none. */
    public TokenUsage usageOrNone() {
        return usage == null ? TokenUsage.NONE : usage;
    }

    public ModelUse modelUse() {
        return new ModelUse(provider, responseModel, requestModel, usageOrNone().promptTokens(), key.startTime());
    }
}
