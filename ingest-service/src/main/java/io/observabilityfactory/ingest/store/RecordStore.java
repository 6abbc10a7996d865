package io.observabilityfactory.ingest.store;

import io.observabilityfactory.ingest.IngestException.StoreUnavailable;
import io.observabilityfactory.ingest.normalize.Rejection;
import io.observabilityfactory.ingest.normalize.TelemetryRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stores batches: by {@code COPY}, or record by record where that meets one that is there already or that is at fault. When a batch fails
 * because of its data it is halved until the record at fault is alone: that one is refused, all others are stored. Any other failure is
 * the database's, and the client is asked to repeat.
 */
final class RecordStore<R extends TelemetryRecord<?>> {

    private static final Logger LOG = Logger.getLogger(RecordStore.class);

    private static final String NO_PARTITION = "23514";
    private static final Pattern FAULT_OF_DATA = Pattern.compile("(22|23|54).*");

    private final RecordCopy<R> copy;
    private final RecordInsert<R> insert;
    private final DayPartitions partitions;
    private final Duration timeout;

    RecordStore(Pool pool, DataSource copies, RecordTable<R> table, Duration timeout) {
        this.copy = new RecordCopy<>(copies, table);
        this.insert = new RecordInsert<>(pool, table);
        this.partitions = new DayPartitions(pool, table.name());
        this.timeout = timeout;
    }

    Uni<StoreResult> store(RecordBatch<R> batch) {
        return write(batch)
                .onFailure(RecordStore::isFaultOfData)
                .recoverWithUni(fault -> withoutTheFault(batch, fault))
                .onFailure(failure -> !(failure instanceof StoreUnavailable))
                .transform(StoreUnavailable::new);
    }

    private Uni<StoreResult> write(RecordBatch<R> batch) {
        return partitions
                .ensure(batch)
                .chain(() -> put(batch))
                .onFailure(RecordStore::isMissingPartition)
                .recoverWithUni(() -> writeAfterForgetting(batch))
                .ifNoItem()
                .after(timeout)
                .fail();
    }

    private Uni<StoreResult> put(RecordBatch<R> batch) {
        return batch.records().isEmpty()
                ? insert.write(batch)
                : copy.write(batch).onFailure(RecordStore::isFaultOfData).recoverWithUni(() -> insert.write(batch));
    }

    private Uni<StoreResult> writeAfterForgetting(RecordBatch<R> batch) {
        partitions.forget();
        return partitions.ensure(batch).chain(() -> insert.write(batch));
    }

    private Uni<StoreResult> withoutTheFault(RecordBatch<R> batch, Throwable fault) {
        if (batch.records().isEmpty()) {
            return Uni.createFrom().failure(fault);
        }
        if (batch.isSingleRecord()) {
            return refuse(batch, fault);
        }
        return store(batch.firstHalf()).chain(first -> store(batch.secondHalf()).map(first::plus));
    }

    private Uni<StoreResult> refuse(RecordBatch<R> batch, Throwable fault) {
        LOG.warnf("A record of project %d cannot be stored: %s", batch.projectId(), fault.getMessage());
        Object key = batch.records().get(0).key();
        // The bytes it came as are gone by now; the key tells which record it was.
        Rejection rejection = new Rejection(reason(fault), key.toString().getBytes(StandardCharsets.UTF_8));
        return write(batch.refused(rejection)).map(ledger -> ledger.refusing(key, rejection.reason()));
    }

    private static String reason(Throwable fault) {
        return "the database refuses the record: " + ((PgException) fault).getErrorMessage();
    }

    /** SQLSTATE classes 22 and 23 are data exceptions and constraint violations, 54 is a value past a limit. */
    private static boolean isFaultOfData(Throwable failure) {
        String state = sqlState(failure);
        return state != null && FAULT_OF_DATA.matcher(state).matches();
    }

    private static boolean isMissingPartition(Throwable failure) {
        return NO_PARTITION.equals(sqlState(failure));
    }

    /** Of either driver; the blocking one's complaint may come out of a stream or of a supplier, wrapped. */
    private static @Nullable String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException reactive) {
                return reactive.getSqlState();
            }
            if (cause instanceof SQLException blocking) {
                return blocking.getSQLState();
            }
        }
        return null;
    }
}
