package io.observabilityfactory.query.ledger;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What is stored, but in no figure yet, as it is about to be priced. Of a great many batches the oldest are counted.
 *
 * @param records of those batches
 * @param since when the oldest of them was stored; {@code null} when nothing waits
 */
record Waiting(long batches, long records, @Nullable Instant since) {

    static final int MOST_BATCHES = 10_000;

    static Waiting from(Row row) {
        OffsetDateTime since = row.getOffsetDateTime("since");
        return new Waiting(row.getLong("batches"), row.getLong("records"), since == null ? null : since.toInstant());
    }
}
