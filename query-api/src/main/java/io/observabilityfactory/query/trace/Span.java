package io.observabilityfactory.query.trace;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.observabilityfactory.query.cost.Spend;
import io.observabilityfactory.query.message.TraceMessages;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A span as callers see it; what is unknown is {@code null}.
 *
 * @param selfTimeMs the time in which none of its children ran
 * @param criticalPathMs how long the whole trace waited for the span itself; {@code null} when it never did
 * @param total of it and everything below it
 * @param costUsd only of a billed span, and only when something of it has a price
 * @param billed whether this span pays for its tokens; of several spans that report the same ones, one does
 * @param billing why it does or does not pay: {@code billed}, {@code no_usage}, {@code covered_by_descendant},
 *     {@code duplicate_response}, {@code repeated_call}; {@code null} as long as it is not settled, and for spans that only
 *     structure a trace
 * @param input what it was given: messages to a model, the call of a tool; {@code output} what it gave back
 * @param normalization what was odd about it, in words; {@code null} when nothing was
 * @param attributes JSON as it is stored, {@code events} and {@code links} likewise
 */
record Span(
        String spanId,
        @Nullable String parentSpanId,
        String name,
        String type,
        @Nullable String service,
        String status,
        Instant startTime,
        double durationMs,
        double selfTimeMs,
        @Nullable Double criticalPathMs,
        SubtreeTotal total,
        @Nullable String agent,
        @Nullable String model,
        @Nullable String provider,
        @Nullable String session,
        @Nullable String user,
        @Nullable Tokens tokens,
        @Nullable BigDecimal costUsd,
        boolean billed,
        @Nullable String billing,
        @Nullable Double timeToFirstTokenMs,
        @Nullable String errorType,
        List<Map<String, @Nullable Object>> input,
        List<Map<String, @Nullable Object>> output,
        @Nullable String tool,
        @JsonRawValue @Schema(type = SchemaType.OBJECT) String attributes,

        @JsonRawValue @Schema(type = SchemaType.ARRAY, implementation = Object.class)
        String events,

        @JsonRawValue @Schema(type = SchemaType.ARRAY, implementation = Object.class)
        String links,

        @JsonRawValue @Schema(type = SchemaType.ARRAY, implementation = String.class) @Nullable
        String normalization) {

    private static final double NANOS_PER_MILLI = 1e6;

    /** @param row of what it carries */
    static Span from(Row row, FoundTrace trace, SpanOutline outline, SpanFigures figures, TraceMessages.View messages) {
        Optional<Spend> spend = spend(row);
        Long firstTokenNanos = row.getLong("first_token_nanos");
        return new Span(
                outline.spanId(),
                outline.parentSpanId(),
                outline.name(),
                row.getString("span_type"),
                row.getString("service"),
                row.getString("status"),
                outline.start(),
                millis(outline.duration()),
                millis(figures.selfTime()),
                figures.onCriticalPath() == null ? null : millis(figures.onCriticalPath()),
                figures.total(),
                row.getString("agent"),
                row.getString("model"),
                row.getString("provider"),
                ownOr(trace.session(), row.getString("session_id")),
                ownOr(trace.user(), row.getString("user_id")),
                Tokens.from(row),
                spend.map(Spend::knownUsd).orElse(null),
                spend.isPresent(),
                row.getString("billing"),
                firstTokenNanos == null ? null : firstTokenNanos / NANOS_PER_MILLI,
                row.getString("error_type"),
                messages.input(),
                messages.output(),
                row.getString("tool"),
                row.getString("attributes"),
                row.getString("events"),
                row.getString("links"),
                row.getString("normalization"));
    }

    /** Whom a trace is for is often said on one of its spans only. */
    private static @Nullable String ownOr(@Nullable String ofTrace, @Nullable String own) {
        return own == null ? ofTrace : own;
    }

    /** What the span of the row pays for; empty unless it is billed. */
    static Optional<Spend> spend(Row row) {
        if (!row.getBoolean("billed")) {
            return Optional.empty();
        }
        Tokens tokens = Tokens.from(row);
        return Optional.of(new Spend(
                row.getBigDecimal("total_usd"), tokens == null ? 0 : tokens.total(), row.getLong("unpriced_tokens")));
    }

    static double millis(Duration duration) {
        return duration.getSeconds() * 1e3 + duration.getNano() / NANOS_PER_MILLI;
    }
}
