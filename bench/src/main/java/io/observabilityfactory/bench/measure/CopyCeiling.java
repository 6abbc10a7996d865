package io.observabilityfactory.bench.measure;

import io.observabilityfactory.bench.BenchException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * How fast this PostgreSQL takes the same rows when nobody asks anything of it but to store them: the batches that the
 * service committed are read out and written, each by one binary {@code COPY} in a transaction of its own, into a table of
 * the same columns, partitions and indexes. In rounds, because not all rows fit into memory; only writing is timed.
 */
public final class CopyCeiling {

    private static final String TABLE = "copy_ceiling";
    private static final long ROUND_BYTES = 256L << 20;

    /** @param cpuSecondsPerRow of PostgreSQL and of what sends to it; 0 where it is not measured */
    public record Copied(double rowsPerSecond, double cpuSecondsPerRow) {}

    private final SpanRows rows;
    private final int writers;
    private final Path postgresFolder;
    private long copied;
    private long nanos;
    private double cpuSeconds;

    private CopyCeiling(SpanRows rows, int writers, Path postgresFolder) {
        this.rows = rows;
        this.writers = writers;
        this.postgresFolder = postgresFolder;
    }

    /** Nothing else should be under way. */
    public static Copied measure(SpanRows rows, int writers, Path postgresFolder, Runnable afterRound) {
        CopyCeiling ceiling = new CopyCeiling(rows, writers, postgresFolder);
        ceiling.createTable();
        try {
            Deque<String> batches = new ArrayDeque<>(rows.texts(
                    "select batch_id from ingest_batch where stored > 0 and signal = 'traces' order by batch_id"));
            while (!batches.isEmpty()) {
                ceiling.write(ceiling.read(batches));
                afterRound.run();
            }
        } catch (SQLException | IOException | ExecutionException e) {
            throw new BenchException("Rows cannot be copied: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
        double seconds = ceiling.nanos / (double) TimeUnit.SECONDS.toNanos(1);
        return new Copied(ceiling.copied / seconds, ceiling.cpuSeconds / ceiling.copied);
    }

    /** Neither a vacuum of the service's rows nor a checkpoint of their pages shall slow the copy down. */
    private void createTable() {
        rows.execute(
                "alter system set autovacuum = off",
                "select pg_reload_conf()",
                "select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'autovacuum worker'",
                "create table " + TABLE + " (like span including all) partition by range (start_time)",
                "select ensure_day_partition('" + TABLE
                        + "', day) from (select distinct (start_time at time zone 'UTC')::date"
                        + " as day from span) as days",
                "checkpoint");
    }

    private Queue<byte[]> read(Deque<String> batches) throws SQLException, IOException {
        Queue<byte[]> encoded = new ConcurrentLinkedQueue<>();
        try (Connection connection = rows.connect()) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (long bytes = 0; bytes < ROUND_BYTES && !batches.isEmpty(); ) {
                ByteArrayOutputStream batch = new ByteArrayOutputStream();
                copy.copyOut(
                        "copy (select * from span where batch_id = " + batches.remove() + ") to stdout (format binary)",
                        batch);
                encoded.add(batch.toByteArray());
                bytes += batch.size();
            }
        }
        return encoded;
    }

    private void write(Queue<byte[]> batches) throws SQLException, InterruptedException, ExecutionException {
        List<Connection> connections = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            for (int i = 0; i < writers; i++) {
                connections.add(rows.connect());
            }
            ProcessWatch processes = ProcessWatch.start(List.of(), postgresFolder);
            long start = System.nanoTime();
            List<Future<Long>> copies = new ArrayList<>();
            connections.forEach(connection -> copies.add(threads.submit(() -> copyIn(connection, batches))));
            for (Future<Long> copy : copies) {
                copied += copy.get();
            }
            nanos += System.nanoTime() - start;
            cpuSeconds += processes.cpuSeconds();
        } finally {
            threads.shutdownNow();
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private static long copyIn(Connection connection, Queue<byte[]> batches) throws SQLException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        long copied = 0;
        for (byte[] batch = batches.poll(); batch != null; batch = batches.poll()) {
            CopyIn in = copy.copyIn("copy " + TABLE + " from stdin (format binary)");
            in.writeToCopy(batch, 0, batch.length);
            copied += in.endCopy();
        }
        return copied;
    }
}
