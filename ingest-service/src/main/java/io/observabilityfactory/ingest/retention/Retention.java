package io.observabilityfactory.ingest.retention;

import io.observabilityfactory.ingest.IngestConfig;
import io.observabilityfactory.ingest.retention.PartitionedTable.Partition;
import io.quarkus.scheduler.Scheduled;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.IntPredicate;
import org.jboss.logging.Logger;

/**
 * Once in a while makes the partitions of the next days, drops those that no project wants any more, and deletes in small
 * batches what a project wants kept for less long than others. Of old batches only sums stay. One process does it at a time.
 */
@ApplicationScoped
class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final Duration QUERY_TIMEOUT = Duration.ofMinutes(1);

    /** Any number that nothing else in this database uses as a session lock. */
    private static final long TURN = 7_209_101L;

    private static final String PROJECTS =
            "select project_id, retention_days from project order by retention_days desc";

    private static final String FORGET_TRACES = """
            delete from trace_settlement where ctid = any(array(
                select ctid from trace_settlement where project_id = $1 and last_span_time < $2 limit $3))""";

    private static final String FORGET_REFUSALS = """
            delete from rejected_record where ctid = any(array(
                select ctid from rejected_record where project_id = $1 and rejected_at < $2 limit $3))""";

    /** Batches that were settled become sums by hour, in one statement, so that the ledger says the same at any time. */
    private static final String SUM_UP_BATCHES = """
            with gone as (
                delete from ingest_batch where ctid = any(array(
                    select ctid from ingest_batch
                    where project_id = $1 and committed_at < $2 and settled_at is not null limit $3))
                returning *)
            insert into ledger_hour as known (project_id, hour, signal, received, stored, duplicates, rejected)
            select project_id, date_bin('1 hour', committed_at, 'epoch') as hour, signal,
                   sum(received), sum(stored), sum(duplicates), sum(rejected)
            from gone group by project_id, hour, signal
            on conflict (project_id, hour, signal) do update set
                received = known.received + excluded.received, stored = known.stored + excluded.stored,
                duplicates = known.duplicates + excluded.duplicates, rejected = known.rejected + excluded.rejected""";

    /** Alerts look at what came in of late by batch, whatever is kept of records. */
    private static final int BATCHES_KEPT_DAYS = 40;

    private final Pool pool;
    private final IngestConfig.Retention config;

    Retention(Pool pool, IngestConfig config) {
        this.pool = pool;
        this.config = config.retention();
    }

    private record Kept(int projectId, int days) {}

    @Scheduled(
            every = "${observability-factory.ingest.retention.interval}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onSchedule() {
        try {
            run(LocalDate.now(ZoneOffset.UTC));
        } catch (RuntimeException e) {
            LOG.warnf("Partitions were not maintained this time, it is tried again in %s: %s", config.interval(), e);
            LOG.debug("Cause", e);
        }
    }

    /** Does nothing when another process is at it. */
    void run(LocalDate today) {
        SqlConnection connection = pool.getConnection().await().atMost(QUERY_TIMEOUT);
        try {
            if (lock(connection, "pg_try_advisory_lock")) {
                maintain(connection, today);
                lock(connection, "pg_advisory_unlock");
            }
        } finally {
            connection.close().await().atMost(QUERY_TIMEOUT);
        }
    }

    private static boolean lock(SqlConnection connection, String function) {
        return connection
                .query("select %s(%d) as done".formatted(function, TURN))
                .execute()
                .await()
                .atMost(QUERY_TIMEOUT)
                .iterator()
                .next()
                .getBoolean("done");
    }

    private void maintain(SqlConnection connection, LocalDate today) {
        for (PartitionedTable table : PartitionedTable.ALL) {
            for (int ahead = 0; ahead <= config.daysAhead(); ahead++) {
                table.ensure(connection, today.plusDays(ahead));
            }
        }
        List<Kept> projects = projects(connection);
        if (!projects.isEmpty()) {
            LocalDate oldestWanted = today.minusDays(projects.get(0).days());
            PartitionedTable.ALL.forEach(table -> dropBefore(connection, table, oldestWanted));
            projects.forEach(project -> deleteExpired(connection, project, today));
        }
    }

    /** Those that keep their records longest first. */
    private static List<Kept> projects(SqlConnection connection) {
        return connection.query(PROJECTS).execute().await().atMost(QUERY_TIMEOUT).stream()
                .map((Row row) -> new Kept(row.getInteger("project_id"), row.getInteger("retention_days")))
                .toList();
    }

    private static void dropBefore(SqlConnection connection, PartitionedTable table, LocalDate oldestWanted) {
        for (Partition partition : table.before(connection, oldestWanted)) {
            table.drop(connection, partition);
            LOG.infof("Dropped %s: nobody wants records of that day kept", partition.name());
        }
    }

    private void deleteExpired(SqlConnection connection, Kept project, LocalDate today) {
        LocalDate oldestWanted = today.minusDays(project.days());
        for (PartitionedTable table : PartitionedTable.ALL) {
            for (Partition partition : table.before(connection, oldestWanted)) {
                int deleted = config.deleteBatch();
                while (partition.attached() && deleted == config.deleteBatch()) {
                    deleted = table.delete(connection, partition, project.projectId(), config.deleteBatch());
                }
            }
        }
        execute(connection, FORGET_TRACES, project, oldestWanted, deleted -> deleted == config.deleteBatch());
        execute(connection, FORGET_REFUSALS, project, oldestWanted, deleted -> deleted == config.deleteBatch());
        LocalDate oldestBatch = today.minusDays(Math.max(project.days(), BATCHES_KEPT_DAYS));
        execute(connection, SUM_UP_BATCHES, project, oldestBatch, hours -> hours > 0);
    }

    /** @param again whether there may be more of what is too old, by how many rows a statement has changed */
    private void execute(
            SqlConnection connection, String statement, Kept project, LocalDate oldestWanted, IntPredicate again) {
        int changed;
        do {
            changed = connection
                    .preparedQuery(statement)
                    .execute(Tuple.of(
                            project.projectId(),
                            oldestWanted.atStartOfDay().atOffset(ZoneOffset.UTC),
                            config.deleteBatch()))
                    .await()
                    .atMost(QUERY_TIMEOUT)
                    .rowCount();
        } while (again.test(changed));
    }
}
