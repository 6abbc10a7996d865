package io.observabilityfactory.cost.settlement;

import static java.util.stream.Collectors.toMap;

import io.observabilityfactory.cost.billing.TraceContext;
import io.observabilityfactory.model.trace.TraceId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The traces that claimed batches touch, locked in the order of their ids until the transaction ends.
 *
 * @param known what was known of each trace when it was settled before
 */
record LockedTraces(
        int projectId,
        List<Buffer> traceIds,
        OffsetDateTime firstSpan,
        OffsetDateTime lastSpan,
        Map<TraceId, TraceContext> known) {

    private static final String LOCKED =
            "trace_id, first_span_time, last_span_time, user_id, session_id, environment, release, tags::text as tags";

    private static final String LOCK = """
            insert into trace_settlement as known (project_id, trace_id, first_span_time, last_span_time)
            select project_id, trace_id, min(start_time), max(start_time)
            from span
            where project_id = $1 and batch_id = any($2) and start_time between $3 and $4
            group by project_id, trace_id
            order by trace_id
            on conflict (project_id, trace_id) do update set
                first_span_time = least(known.first_span_time, excluded.first_span_time),
                last_span_time = greatest(known.last_span_time, excluded.last_span_time)
            returning %s""".formatted(LOCKED);

    private static final String LOCK_KNOWN = """
            select %s from trace_settlement
            where project_id = $1 and trace_id = any($2)
            order by trace_id for update""".formatted(LOCKED);

    private static final String COUNT_SPANS = """
            select trace_id, count(*) as spans
            from span
            where project_id = $1 and trace_id = any($2) and start_time between $3 and $4
            group by trace_id
            order by trace_id""";

    static Uni<LockedTraces> lock(SqlConnection transaction, ClaimedBatches batches) {
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(batches.projectId(), batches.batchIdArray(), batches.firstSpan(), batches.lastSpan()))
                .map(rows -> of(batches.projectId(), rows, batches.firstSpan(), batches.lastSpan()));
    }

    /** Locks traces that were settled before; those that are gone meanwhile are left out. */
    static Uni<LockedTraces> lockKnown(SqlConnection transaction, int projectId, List<Buffer> traceIds) {
        return transaction
                .preparedQuery(LOCK_KNOWN)
                .execute(Tuple.of(projectId, traceIds.toArray(Buffer[]::new)))
                .map(rows -> of(projectId, rows, OffsetDateTime.MAX, OffsetDateTime.MIN));
    }

    /**
     * The same traces in portions of at most so many spans each; a trace of more spans is a portion of its own.
     *
     * @throws IllegalStateException as a failure, when a trace has more spans than can be settled
     */
    Uni<List<LockedTraces>> portions(SqlConnection transaction, int spansOfAPortion, int mostSpansOfATrace) {
        return transaction
                .preparedQuery(COUNT_SPANS)
                .execute(Tuple.of(projectId, traceIdArray(), firstSpan, lastSpan))
                .map(rows -> portions(rows, spansOfAPortion, mostSpansOfATrace));
    }

    private List<LockedTraces> portions(RowSet<Row> traces, int spansOfAPortion, int mostSpansOfATrace) {
        List<LockedTraces> portions = new ArrayList<>();
        List<Buffer> portion = new ArrayList<>();
        long spans = 0;
        for (Row trace : traces) {
            long more = trace.getLong("spans");
            Buffer id = trace.getBuffer("trace_id").getDelegate();
            requireAtMost(mostSpansOfATrace, more, id);
            if (!portion.isEmpty() && spans + more > spansOfAPortion) {
                portions.add(only(portion));
                portion = new ArrayList<>();
                spans = 0;
            }
            portion.add(id);
            spans += more;
        }
        portions.add(only(portion));
        return portions;
    }

    private static void requireAtMost(int most, long spans, Buffer traceId) {
        if (spans > most) {
            throw new IllegalStateException("trace " + HexFormat.of().formatHex(traceId.getBytes()) + " has " + spans
                    + " spans, more than the " + most + " of observability-factory.cost.max-trace-spans");
        }
    }

    private LockedTraces only(List<Buffer> some) {
        return new LockedTraces(projectId, List.copyOf(some), firstSpan, lastSpan, known);
    }

    TraceContext knownOf(TraceId trace) {
        return known.getOrDefault(trace, TraceContext.UNKNOWN);
    }

    Buffer[] traceIdArray() {
        return traceIds.toArray(Buffer[]::new);
    }

    /** @param first and {@code last} are the bounds when there are none */
    private static LockedTraces of(int projectId, RowSet<Row> rows, OffsetDateTime first, OffsetDateTime last) {
        List<Row> traces = StreamSupport.stream(rows.spliterator(), false).toList();
        return new LockedTraces(
                projectId,
                traces.stream()
                        .map(row -> row.getBuffer("trace_id").getDelegate())
                        .toList(),
                traces.stream()
                        .map(row -> row.getOffsetDateTime("first_span_time"))
                        .min(OffsetDateTime::compareTo)
                        .orElse(first),
                traces.stream()
                        .map(row -> row.getOffsetDateTime("last_span_time"))
                        .max(OffsetDateTime::compareTo)
                        .orElse(last),
                traces.stream()
                        .collect(toMap(
                                row -> TraceId.of(row.getBuffer("trace_id").getBytes()), LockedTraces::context)));
    }

    private static TraceContext context(Row row) {
        return new TraceContext(
                row.getString("user_id"),
                row.getString("session_id"),
                row.getString("environment"),
                row.getString("release"),
                row.getString("tags"));
    }
}
