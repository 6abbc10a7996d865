package io.observabilityfactory.bench.measure;

import io.observabilityfactory.bench.BenchException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How long stored spans wait for their price: from {@code committed_at}, which is when their transaction began, to when
 * another session sees their batch settled, by the database's clock. ({@code settled_at} is when the settling transaction
 * began, before it did its work.) Looking costs as much as it is precise: a look every {@link #LOOK_EVERY}.
 */
public final class PricedLag implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private static final String LOOK = """
            select batch_id, stored, settled_at is not null as settled,
                   (extract(epoch from clock_timestamp() - committed_at) * 1000)::bigint as age_millis
            from ingest_batch
            where batch_id > ? or batch_id = any(?)""";

    private final SpanRows rows;
    private final Histogram lagMillis = new Histogram(3);
    private final Set<Long> open = new HashSet<>();
    private final Thread thread = new Thread(this::look, "priced-lag");
    private long newest;
    private long waitingSpans;
    private volatile boolean ended;
    private volatile @Nullable SQLException failure;

    private PricedLag(SpanRows rows, long newest) {
        this.rows = rows;
        this.newest = newest;
    }

    /** Of what is committed from now on. */
    public static PricedLag watch(SpanRows rows) {
        String newest = rows.texts("select coalesce(max(batch_id), 0) from ingest_batch")
                .get(0);
        PricedLag lag = new PricedLag(rows, Long.parseLong(newest));
        lag.thread.setDaemon(true);
        lag.thread.start();
        return lag;
    }

    private void look() {
        try (Connection connection = rows.connect();
                PreparedStatement look = connection.prepareStatement(LOOK)) {
            while (!ended) {
                look(connection, look);
                TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
            }
        } catch (SQLException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look(Connection connection, PreparedStatement look) throws SQLException {
        look.setLong(1, newest);
        look.setArray(2, connection.createArrayOf("bigint", open.toArray()));
        waitingSpans = 0;
        long seenUpTo = newest;
        Set<Long> settled = new HashSet<>();
        try (ResultSet batches = look.executeQuery()) {
            while (batches.next()) {
                long batch = batches.getLong("batch_id");
                seenUpTo = Math.max(seenUpTo, batch);
                if (batches.getBoolean("settled")) {
                    settled.add(batch);
                    record(batches.getLong("age_millis"), batches.getLong("stored"));
                } else {
                    waitingSpans += batches.getLong("stored");
                }
            }
        }
        // Ids that are not there yet may be of transactions that commit later than their successors.
        for (long id = newest + 1; id <= seenUpTo; id++) {
            open.add(id);
        }
        open.removeAll(settled);
        newest = seenUpTo;
    }

    private void record(long ageMillis, long spans) {
        if (spans > 0) {
            lagMillis.recordValueWithCount(Math.max(0, ageMillis), spans);
        }
    }

    /** Spans that were stored but not priced when it was last looked. */
    public synchronized long waitingSpans() {
        if (failure != null) {
            throw new BenchException("Prices cannot be watched: " + failure.getMessage(), failure);
        }
        return waitingSpans;
    }

    /** Milliseconds by span, of those that are priced. */
    public synchronized Histogram lagMillis() {
        return lagMillis.copy();
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
    }
}
