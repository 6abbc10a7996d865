package io.observabilityfactory.ingest.forward;

import io.observabilityfactory.ingest.IngestConfig;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of targets: who is due, who is at it, and how far each has come. */
@ApplicationScoped
class ForwardTargets {

    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LEASE_BEYOND_REQUESTS = Duration.ofMinutes(1);
    private static final int TIMEOUTS_OF_A_CHUNK = 3;
    private static final int MESSAGE_LENGTH = 500;

    private static final String CLAIM = """
            update forward_target
            set claim = claim + 1, next_attempt_at = now() + make_interval(secs => $1)
            where target_id = (
                select target_id from forward_target due
                where due.enabled and due.next_attempt_at <= now()
                  and exists (select from forwardable_batches(due.project_id, due.cursor_xid, due.cursor_batch))
                order by due.next_attempt_at
                limit 1
                for update skip locked)
            returning\s""" + Target.COLUMNS;

    private static final String ADVANCE = """
            update forward_target
            set cursor_xid = $3::text::xid8, cursor_batch = $4,
                position_trace = $5, position_span = $6, position_time = $7,
                spans_forwarded = spans_forwarded + $8, spans_skipped = spans_skipped + $9,
                last_error = coalesce($10, last_error),
                last_error_at = case when $10 is null then last_error_at else now() end,
                failures = 0, failing_since = null, next_attempt_at = now() + make_interval(secs => $11)
            where target_id = $1 and claim = $2 and enabled""";

    private static final String RELEASE =
            "update forward_target set next_attempt_at = now() where target_id = $1 and claim = $2";

    private static final String POSTPONE = """
            update forward_target
            set next_attempt_at = now() + make_interval(secs => $3), last_error = $4, last_error_at = now(),
                failures = failures + 1, failing_since = coalesce(failing_since, now())
            where target_id = $1 and claim = $2""";

    private static final String LAGS = """
            select t.project_id, t.name, coalesce(extract(epoch from now() - oldest.committed_at), 0)::float8 as seconds
            from forward_target t
            left join lateral (
                select b.committed_at from forwardable_batches(t.project_id, t.cursor_xid, t.cursor_batch) b limit 1
            ) oldest on true
            where t.enabled""";

    private final Pool pool;
    private final double leaseSeconds;

    ForwardTargets(Pool pool, IngestConfig config) {
        this.pool = pool;
        this.leaseSeconds = seconds(
                config.forward().timeout().multipliedBy(TIMEOUTS_OF_A_CHUNK).plus(LEASE_BEYOND_REQUESTS));
    }

    /** How old the oldest batch is that a target has not got yet. */
    record Lag(int projectId, String target, double seconds) {

        static Lag of(Row row) {
            return new Lag(row.getInteger("project_id"), row.getString("name"), row.getDouble("seconds"));
        }
    }

    /**
     * The target that has waited longest of those that are due and have something to get. Nobody else gets it before it is
     * given back, or not heard of for longer than its requests may take.
     */
    Optional<Target> claim() {
        return execute(CLAIM, Tuple.of(leaseSeconds)).stream().map(Target::of).findFirst();
    }

    /** Returns whether the target was still ours, and switched on. */
    boolean advance(Target target, Cursor reached, long forwarded, long skipped, @Nullable String complaint) {
        Cursor.Position position = reached.position();
        Tuple tuple = of(target).addString(reached.xid()).addLong(reached.batchId());
        if (position == null) {
            tuple.addValue(null).addValue(null).addValue(null);
        } else {
            tuple.addValue(position.traceId().getDelegate())
                    .addValue(position.spanId().getDelegate())
                    .addValue(position.startTime());
        }
        tuple.addLong(forwarded).addLong(skipped);
        tuple.addValue(complaint == null ? null : storable(complaint)).addDouble(leaseSeconds);
        return execute(ADVANCE, tuple).rowCount() == 1;
    }

    void release(Target target) {
        execute(RELEASE, of(target));
    }

    void postpone(Target target, Duration pause, String error) {
        execute(POSTPONE, of(target).addDouble(seconds(pause)).addString(storable(error)));
    }

    List<Lag> lags() {
        return execute(LAGS, Tuple.tuple()).stream().map(Lag::of).toList();
    }

    private RowSet<Row> execute(String sql, Tuple tuple) {
        return pool.preparedQuery(sql).execute(tuple).await().atMost(QUERY_TIMEOUT);
    }

    private static Tuple of(Target target) {
        return Tuple.of(target.id(), target.claim());
    }

    /** What others say may be long, and have characters Postgres cannot hold. */
    private static String storable(String message) {
        String text = message.replace('\0', ' ');
        return text.substring(0, Math.min(text.length(), MESSAGE_LENGTH));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
