package io.observabilityfactory.bench.query;

import io.observabilityfactory.bench.BenchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Spans of the last thirty days, written by {@code COPY} as ingest-service would have committed them. What they cost and the
 * rollups are cost-service's own work, so that all of it is consistent. In a database that has such a month it is that one.
 */
public final class AgentMonth {

    /** The least that is added. */
    public static final int SPANS_OF_A_BATCH = 64 * AgentRun.SPANS;

    /** Said in one run out of ten thousand. */
    public static final String RARE_WORD = "zeppelin";

    private static final Duration LENGTH = Duration.ofDays(30);
    private static final int RUNS_OF_A_BATCH = SPANS_OF_A_BATCH / AgentRun.SPANS;
    private static final int BATCHES_OF_A_COMMIT = 100;

    private static final Duration LONGEST_RUN = Duration.ofSeconds(60);
    private static final int RUNS_PER_RARE_WORD = 10_000;

    private final DataSource database;
    private final Random random;
    private final Instant end;

    public AgentMonth(DataSource database) {
        this.database = database;
        // What is added to a month is not what is there already.
        this.random = new Random(spans());
        // So long ago that none of it lies in the future.
        this.end = lastRun().orElseGet(Instant::now).minus(LONGEST_RUN).truncatedTo(ChronoUnit.SECONDS);
    }

    private Optional<Instant> lastRun() {
        return texts("select extract(epoch from max(last_span_time))::bigint from ingest_batch where project_id = 1"
                        + " having count(*) > 0")
                .stream()
                .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
                .findFirst();
    }

    /** How many there are. */
    public long spans() {
        return number("select coalesce(sum(stored), 0)::bigint from ingest_batch where project_id = 1");
    }

    public Instant start() {
        return end.minus(LENGTH);
    }

    public Instant end() {
        return end;
    }

    /**
     * Adds spans, spread over the month.
     *
     * @param spans at least {@link #SPANS_OF_A_BATCH}
     * @param written is told how many there are now
     */
    public void add(long spans, LongConsumer written) {
        long batches = spans / SPANS_OF_A_BATCH;
        execute(
                "select ensure_day_partition('span', day::date) from generate_series('%s'::timestamptz at time zone 'UTC',"
                                .formatted(start())
                        + " '%s'::timestamptz at time zone 'UTC', interval '1 day') day"
                                .formatted(end.plus(1, ChronoUnit.DAYS)));
        long first = reserveIds(batches);
        for (long batch = 0; batch < batches; batch += BATCHES_OF_A_COMMIT) {
            long count = Math.min(BATCHES_OF_A_COMMIT, batches - batch);
            commit(first, batch, count, batches);
            written.accept((batch + count) * SPANS_OF_A_BATCH);
        }
    }

    private void commit(long firstId, long from, long count, long all) {
        StringBuilder ledger = new StringBuilder();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy span (" + AgentRun.COLUMNS + ") from stdin");
            for (long batch = from; batch < from + count; batch++) {
                List<Instant> starts = starts(batch, all);
                write(copy, firstId + batch, starts);
                ledger.append(ledger.isEmpty() ? "" : ", ")
                        .append("(%1$d, 1, %2$d, %2$d, 0, 0, timestamptz '%3$s', timestamptz '%4$s')"
                                .formatted(
                                        firstId + batch,
                                        SPANS_OF_A_BATCH,
                                        starts.get(0),
                                        starts.get(starts.size() - 1).plus(LONGEST_RUN)));
            }
            copy.endCopy();
            statement.execute("insert into ingest_batch (batch_id, project_id, received, stored, duplicates, rejected,"
                    + " first_span_time, last_span_time) values " + ledger);
            connection.commit();
        } catch (SQLException | IOException e) {
            throw new BenchException("the spans cannot be written: " + e, e);
        }
    }

    private void write(CopyIn copy, long batchId, List<Instant> starts) throws SQLException, IOException {
        AgentRun run = new AgentRun(random);
        for (Instant start : starts) {
            String rareWord = random.nextInt(RUNS_PER_RARE_WORD) == 0 ? RARE_WORD : "";
            byte[] lines = run.lines(batchId, start, rareWord).getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(lines, 0, lines.length);
        }
    }

    /** A batch has what came one after the other; the batches follow each other through the month. */
    private List<Instant> starts(long batch, long all) {
        long monthMillis = LENGTH.toMillis();
        List<Instant> starts = new ArrayList<>();
        for (int run = 0; run < RUNS_OF_A_BATCH; run++) {
            double position = (batch + run / (double) RUNS_OF_A_BATCH) / all;
            starts.add(start().plusMillis((long) (position * monthMillis)));
        }
        return starts;
    }

    private long reserveIds(long count) {
        String sequence = "pg_get_serial_sequence('ingest_batch', 'batch_id')";
        return number("select setval(" + sequence + ", nextval(" + sequence + ") + " + count + ") - " + count);
    }

    public boolean isSettled() {
        return number("select count(*) from (select from ingest_batch where settled_at is null limit 1) waiting") == 0;
    }

    /** As autovacuum would have done by and by. */
    public void tidy() {
        execute("vacuum (analyze) span");
        execute("vacuum (analyze)");
        execute("checkpoint");
    }

    public List<String> texts(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new BenchException(sql + " failed: " + e.getMessage(), e);
        }
    }

    private long number(String sql) {
        return Long.parseLong(texts(sql).get(0));
    }

    void execute(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new BenchException(sql + " failed: " + e.getMessage(), e);
        }
    }
}
