package io.observabilityfactory.cost.settlement;

import static java.util.stream.Collectors.joining;

import io.observabilityfactory.cost.billing.TraceContext;
import io.observabilityfactory.model.trace.TraceId;
import io.observabilityfactory.model.trace.TraceLabel;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes what is known of a trace as a whole to its row, which this transaction has locked. */
final class TraceSummaries {

    /** What a trace's row tells beside its bounds, with the types that it is sent as. */
    private static final Map<String, String> COLUMNS = columns();

    /**
     * As if the row were not there yet: the one that is there is found by its key, row by row. To join it with an {@code update}, the
     * planner would rather read all traces of the project, as long as it knows of few.
     */
    private static final String WRITE = """
            insert into trace_settlement as t (project_id, trace_id, first_span_time, last_span_time, listed_time, %1$s)
            select $1, trace_id, first, last, first, %2$s
            from unnest($2::bytea[], $3::timestamptz[], $4::timestamptz[], %3$s) as said (trace_id, first, last, %1$s)
            on conflict (project_id, trace_id) do update
            set (listed_time, %1$s) = (coalesce(t.listed_time, t.first_span_time), %4$s)
            where (%5$s) is distinct from (%4$s)""".formatted(
                    String.join(", ", COLUMNS.keySet()),
                    COLUMNS.keySet().stream().map(TraceSummaries::stored).collect(joining(", ")),
                    arrays(),
                    of("excluded"),
                    of("t"));

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        Stream.of("user_id", "session_id", "environment", "release", "tags").forEach(said -> columns.put(said, "text"));
        columns.put("duration_nanos", "bigint");
        columns.put("span_count", "integer");
        columns.put("error_count", "integer");
        columns.put("tokens", "bigint");
        columns.put("cost_usd", "numeric");
        columns.put("unpriced_tokens", "bigint");
        Stream.of("name", "root_type", "run_id", "labels").forEach(text -> columns.put(text, "text"));
        return columns;
    }

    private static String stored(String column) {
        return switch (column) {
            case "tags" -> "tags::jsonb";
            case "labels" -> "string_to_array(labels, '" + TraceLabel.SEPARATOR + "')";
            default -> column;
        };
    }

    private static String arrays() {
        List<String> types = List.copyOf(COLUMNS.values());
        return IntStream.range(0, types.size())
                .mapToObj(i -> "$" + (5 + i) + "::" + types.get(i) + "[]")
                .collect(joining(", "));
    }

    private static String of(String row) {
        return COLUMNS.keySet().stream().map(column -> row + "." + column).collect(joining(", "));
    }

    private TraceSummaries() {}

    static Uni<Void> write(SqlConnection transaction, int projectId, Map<TraceId, TraceSummary> summaries) {
        if (summaries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<TraceSummary> rows = List.copyOf(summaries.values());
        Tuple tuple = Tuple.tuple()
                .addInteger(projectId)
                .addValue(summaries.keySet().stream()
                        .map(trace -> Buffer.buffer(trace.toBytes()))
                        .toArray(Buffer[]::new))
                .addValue(times(rows, TraceSummary::firstSpan))
                .addValue(times(rows, TraceSummary::lastSpan))
                .addValue(said(rows, TraceContext::user))
                .addValue(said(rows, TraceContext::session))
                .addValue(said(rows, TraceContext::environment))
                .addValue(said(rows, TraceContext::release))
                .addValue(said(rows, TraceContext::tags))
                .addValue(rows.stream().map(row -> row.duration().toNanos()).toArray(Long[]::new))
                .addValue(rows.stream().map(TraceSummary::spans).toArray(Integer[]::new))
                .addValue(rows.stream().map(TraceSummary::errors).toArray(Integer[]::new))
                .addValue(rows.stream().map(TraceSummary::tokens).toArray(Long[]::new))
                .addValue(rows.stream().map(TraceSummary::costUsd).toArray(BigDecimal[]::new))
                .addValue(rows.stream().map(TraceSummary::unpricedTokens).toArray(Long[]::new))
                .addValue(texts(rows, TraceSummary::name))
                .addValue(texts(rows, TraceSummary::rootType))
                .addValue(texts(rows, TraceSummary::runId))
                .addValue(texts(rows, row -> String.join(TraceLabel.SEPARATOR, row.labels())));
        return transaction.preparedQuery(WRITE).execute(tuple).replaceWithVoid();
    }

    private static OffsetDateTime[] times(List<TraceSummary> rows, Function<TraceSummary, Instant> time) {
        return rows.stream()
                .map(row -> time.apply(row).atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }

    private static String[] said(List<TraceSummary> rows, Function<TraceContext, @Nullable String> fact) {
        return texts(rows, row -> fact.apply(row.context()));
    }

    private static String[] texts(List<TraceSummary> rows, Function<TraceSummary, @Nullable String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }
}
