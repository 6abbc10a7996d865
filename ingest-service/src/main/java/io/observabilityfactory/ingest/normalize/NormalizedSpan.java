package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.SpanKey;
import io.observabilityfactory.model.trace.SpanStatus;
import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.model.usage.DisjointTokens;
import io.observabilityfactory.model.usage.ReportedTokens;
import io.observabilityfactory.model.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span as it is stored: what people filter and sum by in fields of its own, all that was sent beside it as JSON.
 *
 * @param kind the OTLP span kind in lower case
 * @param firstTokenNanos from the start of the span to the first token of the answer
 * @param attributes JSON object
 * @param events JSON array, null when there are none
 * @param links JSON array, null when there are none
 * @param reportedCost in USD, what the client thinks it cost
 * @param metadata JSON object of what people sent along, null when there is nothing
 * @param notes JSON array of what was odd about the span, null when nothing was
 * @param cut whether something was left out of the JSON
 */
public record NormalizedSpan(
        SpanKey key,
        @Nullable SpanId parentSpanId,
        String name,
        String kind,
        SpanType type,
        Outcome outcome,
        long durationNanos,
        NormalizedSource source,
        ModelCall modelCall,
        Agent agent,
        @Nullable String tool,
        Context context,
        @Nullable Usage usage,
        @Nullable Long firstTokenNanos,
        @Nullable BigDecimal reportedCost,
        Prompt prompt,
        @Nullable String metadata,
        @Nullable String notes,
        String attributes,
        @Nullable String events,
        @Nullable String links,
        Carried carried,
        boolean cut)
        implements TelemetryRecord<SpanKey> {

    @Override
    public Instant time() {
        return key.startTime();
    }

    /** The span's own, which goes before that of what sent it. */
    @Override
    public @Nullable String environment() {
        return context.environment() != null ? context.environment() : TelemetryRecord.super.environment();
    }

    @Override
    public @Nullable String release() {
        return context.release() != null ? context.release() : TelemetryRecord.super.release();
    }

    /** How the operation ended. */
    public record Outcome(
            SpanStatus status,
            @Nullable String message,
            @Nullable String errorType,
            boolean timedOut) {}

    /**
     * What the call used: as it was reported, and in disjoint buckets.
     *
     * @param cacheWriteHour of the tokens written to a cache, those that are kept for an hour; null when nothing tells
     */
    public record Usage(
            ReportedTokens reported,
            DisjointTokens disjoint,
            @Nullable Long cacheWriteHour) {

        public TokenUsage tokens() {
            return disjoint.usage();
        }
    }

    /** Which model was called. */
    public record ModelCall(
            @Nullable String provider,
            @Nullable String requestModel,
            @Nullable String responseModel,
            @Nullable String responseId,
            @Nullable String finishReason) {}

    /** Which agent acted, as the span itself says; which agent its parents name is found when costs are settled. */
    public record Agent(
            @Nullable String name,
            @Nullable String id,
            @Nullable String version) {}

    /**
     * On whose behalf, and where.
     *
     * @param tags JSON array of texts
     */
    public record Context(
            @Nullable String session,
            @Nullable String user,
            @Nullable String runId,
            @Nullable String tags,
            @Nullable String environment,
            @Nullable String release) {}

    /**
     * What is of use only to those it is passed on to; null for what was not sent.
     *
     * @param flags W3C trace flags in the lowest 8 bits
     * @param droppedAttributes left out by the sender, as are events and links
     */
    public record Carried(
            @Nullable String traceState,
            @Nullable Long flags,
            @Nullable Long droppedAttributes,
            @Nullable Long droppedEvents,
            @Nullable Long droppedLinks) {}

    /** Which managed prompt was used. */
    public record Prompt(@Nullable String name, @Nullable String version) {}
}
