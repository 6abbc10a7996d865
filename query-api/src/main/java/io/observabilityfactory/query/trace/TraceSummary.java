package io.observabilityfactory.query.trace;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.observabilityfactory.model.trace.TraceLabel;
import io.observabilityfactory.query.cost.Spend;
import io.observabilityfactory.query.paging.PageKey;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trace in a list.
 *
 * @param name of the first root span, {@code rootType} likewise
 * @param totalTokens of the billed spans
 * @param costUsd {@code null} when nothing of it has a price
 * @param listedTime what the list is sorted by: when the trace began, as far as it was known at first
 */
public record TraceSummary(
        String traceId,
        @Nullable String runId,
        String name,
        String rootType,
        Instant startTime,
        double durationMs,
        int spanCount,
        int errorCount,
        long totalTokens,
        @Nullable BigDecimal costUsd,
        long unpricedTokens,
        List<String> agents,
        List<String> models,
        List<String> services,
        @Nullable String session,
        @Nullable String user,
        @Nullable String environment,
        List<String> tags,
        @JsonIgnore OffsetDateTime listedTime) {

    /** What {@link #from} needs of {@code trace_settlement t}. */
    static final String COLUMNS = """
            t.project_id, encode(t.trace_id, 'hex') as trace_id, t.listed_time, t.first_span_time, t.duration_nanos,
            t.span_count, t.error_count, t.tokens, t.cost_usd, t.unpriced_tokens, t.name, t.root_type, t.run_id,
            t.labels, t.session_id, t.user_id, t.environment""";

    static TraceSummary from(Row row) {
        Spend spend = Spend.from(row);
        return new TraceSummary(
                row.getString("trace_id"),
                row.getString("run_id"),
                row.getString("name"),
                row.getString("root_type"),
                row.getOffsetDateTime("first_span_time").toInstant(),
                Span.millis(Duration.ofNanos(row.getLong("duration_nanos"))),
                row.getInteger("span_count"),
                row.getInteger("error_count"),
                spend.tokens(),
                spend.knownUsd(),
                spend.unpricedTokens(),
                labels(row, TraceLabel.AGENT),
                labels(row, TraceLabel.MODEL),
                labels(row, TraceLabel.SERVICE),
                row.getString("session_id"),
                row.getString("user_id"),
                row.getString("environment"),
                labels(row, TraceLabel.TAG),
                row.getOffsetDateTime("listed_time"));
    }

    private static List<String> labels(Row row, TraceLabel kind) {
        String prefix = kind.prefix(row.getInteger("project_id"));
        return Arrays.stream(row.getArrayOfStrings("labels"))
                .filter(label -> label.startsWith(prefix))
                .map(label -> label.substring(prefix.length()))
                .toList();
    }

    /** @param range what the list is of: as long as nobody says so, it begins a day before the first page was asked for */
    PageKey key(StartRange range) {
        return PageKey.of(listedTime, traceId, range.from());
    }
}
