package io.observabilityfactory.ingest.store;

import static java.util.stream.Collectors.joining;

import io.observabilityfactory.ingest.normalize.Digest;
import io.observabilityfactory.ingest.normalize.NormalizedResource;
import io.observabilityfactory.ingest.normalize.Rejection;
import io.observabilityfactory.ingest.normalize.TelemetryRecord;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Writes a batch of which nothing is there yet, as is the rule, in half the time an insert takes: the ledger row, then the records by
 * {@code COPY}, in one transaction. A record that is there already, or that cannot be stored, makes all of it fail: then
 * nothing is written, and {@link RecordInsert} sorts it out.
 */
final class RecordCopy<R extends TelemetryRecord<?>> {

    private static final String OPEN = """
            with %2$s, %3$s
            insert into ingest_batch (project_id, signal, received, stored, duplicates, rejected,
                                      first_span_time, last_span_time, settled_at)
            select ?, '%1$s', ?, ?, 0, ?, ?, ?, case when '%1$s' <> 'traces' then now() end
            returning batch_id""";

    private static final String COPY = "copy %s (project_id, batch_id, %s) from stdin (format binary)";

    /** Project and batch. */
    private static final int OWN_FIELDS = 2;

    private final DataSource database;
    private final RecordTable<R> table;
    private final String open;
    private final String copy;

    RecordCopy(DataSource database, RecordTable<R> table) {
        this.database = database;
        this.table = table;
        this.open = OPEN.formatted(
                table.signal(), LedgerSql.resources("?", "?", "?"), LedgerSql.refused(table.signal(), "?", "?", "?"));
        this.copy = COPY.formatted(
                table.name(), table.columns().stream().map(Column::name).collect(joining(", ")));
    }

    /** Fails with the {@link SQLException} of the database. The driver blocks, hence a thread that may be blocked does it. */
    Uni<StoreResult> write(RecordBatch<R> batch) {
        return Uni.createFrom()
                .item(Unchecked.supplier(() -> writeNow(batch)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private StoreResult writeNow(RecordBatch<R> batch) throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                copy(connection, open(connection, batch), batch);
                connection.commit();
            } catch (SQLException | IOException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        }
        return new StoreResult(batch.records().size(), 0, batch.rejections().size(), Map.of());
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private long open(Connection connection, RecordBatch<R> batch) throws SQLException {
        SortedMap<Digest, NormalizedResource> resources = batch.resources();
        List<Rejection> rejections = batch.rejections();
        try (PreparedStatement statement = connection.prepareStatement(open)) {
            int next = 1;
            statement.setInt(next++, batch.projectId());
            statement.setArray(
                    next++,
                    connection.createArrayOf(
                            "bytea",
                            resources.keySet().stream().map(Digest::toBytes).toArray(byte[][]::new)));
            statement.setArray(
                    next++,
                    connection.createArrayOf(
                            "text",
                            resources.values().stream()
                                    .map(NormalizedResource::attributes)
                                    .toArray()));
            statement.setInt(next++, batch.projectId());
            statement.setArray(
                    next++,
                    connection.createArrayOf(
                            "text", rejections.stream().map(Rejection::reason).toArray()));
            statement.setArray(
                    next++,
                    connection.createArrayOf(
                            "bytea",
                            rejections.stream().map(Rejection::keptBytes).toArray(byte[][]::new)));
            statement.setInt(next++, batch.projectId());
            statement.setInt(next++, batch.projectId());
            statement.setInt(next++, batch.received());
            statement.setInt(next++, batch.records().size());
            statement.setInt(next++, rejections.size());
            statement.setObject(next++, batch.firstTime().atOffset(ZoneOffset.UTC));
            statement.setObject(next, batch.lastTime().atOffset(ZoneOffset.UTC));
            try (ResultSet opened = statement.executeQuery()) {
                opened.next();
                return opened.getLong("batch_id");
            }
        }
    }

    private void copy(Connection connection, long batchId, RecordBatch<R> batch) throws SQLException, IOException {
        try (OutputStream out = new PGCopyOutputStream(connection.unwrap(PGConnection.class), copy)) {
            CopyFields fields = new CopyFields(out);
            for (R row : batch.records()) {
                fields.row(OWN_FIELDS + table.columns().size());
                fields.integer(batch.projectId());
                fields.bigint(batchId);
                for (Column<R> column : table.columns()) {
                    column.write(row, fields);
                }
            }
            fields.end();
        }
    }
}
