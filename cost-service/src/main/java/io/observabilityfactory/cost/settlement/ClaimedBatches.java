package io.observabilityfactory.cost.settlement;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Batches of one project that this transaction alone settles; a rollback or a crash leaves them to the next claim. */
record ClaimedBatches(
        int projectId, String project, List<Long> batchIds, OffsetDateTime firstSpan, OffsetDateTime lastSpan) {

    private static final String CLAIM = """
            select batch_id, project_id,
                   (select name from project p where p.project_id = ingest_batch.project_id) as project,
                   coalesce(first_span_time, committed_at) as first_span_time,
                   coalesce(last_span_time, committed_at) as last_span_time
            from ingest_batch
            where settled_at is null
              and (next_attempt_at is null or next_attempt_at <= now())
              and project_id = (select project_id from ingest_batch
                                where settled_at is null and (next_attempt_at is null or next_attempt_at <= now())
                                order by batch_id limit 1 for update skip locked)
            order by batch_id
            limit $1
            for update skip locked""";

    private static final String SETTLED = "update ingest_batch set settled_at = now(), last_error = null"
            + " where project_id = $1 and batch_id = any($2)";

    /** Twice as long after each attempt, up to a limit. */
    private static final String PUT_OFF = """
            update ingest_batch
            set attempts = attempts + 1,
                next_attempt_at = now() + least(make_interval(secs => $3 * power(2, least(attempts, 30))),
                                                make_interval(secs => $4)),
                last_error = $5
            where project_id = $1 and batch_id = any($2) and settled_at is null""";

    private static final int LONGEST_ERROR = 500;

    /** The oldest batches that are due and nobody else works on, all of the same project; empty when there are none. */
    static Uni<Optional<ClaimedBatches>> claim(SqlConnection transaction, int limit) {
        return transaction.preparedQuery(CLAIM).execute(Tuple.of(limit)).map(ClaimedBatches::of);
    }

    Uni<Void> markSettled(SqlConnection transaction) {
        return transaction
                .preparedQuery(SETTLED)
                .execute(Tuple.of(projectId, batchIdArray()))
                .replaceWithVoid();
    }

    /** Leaves them to a later claim. */
    Uni<Void> putOff(Pool pool, Duration first, Duration longest, Throwable cause) {
        String error = cause.toString();
        return pool.preparedQuery(PUT_OFF)
                .execute(Tuple.of(
                        projectId,
                        batchIdArray(),
                        seconds(first),
                        seconds(longest),
                        error.substring(0, Math.min(error.length(), LONGEST_ERROR))))
                .replaceWithVoid();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    Long[] batchIdArray() {
        return batchIds.toArray(Long[]::new);
    }

    private static Optional<ClaimedBatches> of(RowSet<Row> rows) {
        List<Row> batches = StreamSupport.stream(rows.spliterator(), false).toList();
        if (batches.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ClaimedBatches(
                batches.get(0).getInteger("project_id"),
                batches.get(0).getString("project"),
                batches.stream().map(row -> row.getLong("batch_id")).toList(),
                batches.stream()
                        .map(row -> row.getOffsetDateTime("first_span_time"))
                        .min(OffsetDateTime::compareTo)
                        .orElseThrow(),
                batches.stream()
                        .map(row -> row.getOffsetDateTime("last_span_time"))
                        .max(OffsetDateTime::compareTo)
                        .orElseThrow()));
    }
}
