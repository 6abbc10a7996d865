package io.observabilityfactory.ingest.retention;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** A table with a partition for each day. Its name is one of ours, never anybody's input. */
record PartitionedTable(String name, String timeColumn) {

    static final List<PartitionedTable> ALL = List.of(
            new PartitionedTable("span", "start_time"),
            new PartitionedTable("span_cost", "start_time"),
            new PartitionedTable("log_record", "time"),
            new PartitionedTable("metric_point", "time"));

    private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(5);

    private static final String PARTITIONS =
            "select name, day, attached, detach_pending from day_partitions($1) where day < $2 order by day";

    record Partition(String name, LocalDate day, boolean attached, boolean detachPending) {

        static Partition of(Row row) {
            return new Partition(
                    row.getString("name"),
                    row.getLocalDate("day"),
                    row.getBoolean("attached"),
                    row.getBoolean("detach_pending"));
        }
    }

    void ensure(SqlConnection connection, LocalDate day) {
        connection
                .preparedQuery("select ensure_day_partition($1, $2)")
                .execute(Tuple.of(name, day))
                .await()
                .atMost(STATEMENT_TIMEOUT);
    }

    /** Oldest first, those that an interrupted {@link #drop} left behind among them. */
    List<Partition> before(SqlConnection connection, LocalDate day) {
        return connection
                .preparedQuery(PARTITIONS)
                .execute(Tuple.of(name, day))
                .await()
                .atMost(STATEMENT_TIMEOUT)
                .stream()
                .map(Partition::of)
                .toList();
    }

    /** Detaching concurrently, unlike dropping a partition in place, lets readers and writers of the table go on. */
    void drop(SqlConnection connection, Partition partition) {
        if (partition.detachPending()) {
            execute(connection, "alter table %s detach partition %s finalize".formatted(name, partition.name()));
        } else if (partition.attached()) {
            execute(connection, "alter table %s detach partition %s concurrently".formatted(name, partition.name()));
        }
        execute(connection, "drop table " + partition.name());
    }

    /** Deletes at most so many rows of a project from a partition, and tells how many there were. */
    int delete(SqlConnection connection, Partition partition, int projectId, int rows) {
        String delete =
                "delete from %1$s where ctid = any(array(select ctid from %1$s where project_id = $1 limit $2))";
        return connection
                .preparedQuery(delete.formatted(partition.name()))
                .execute(Tuple.of(projectId, rows))
                .await()
                .atMost(STATEMENT_TIMEOUT)
                .rowCount();
    }

    private static void execute(SqlConnection connection, String sql) {
        connection.query(sql).execute().await().atMost(STATEMENT_TIMEOUT);
    }
}
