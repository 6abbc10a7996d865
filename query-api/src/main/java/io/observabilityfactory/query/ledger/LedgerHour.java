package io.observabilityfactory.query.ledger;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;

/**
 * What became of the records that were received in an hour: {@code received = stored + duplicates + rejected}.
 *
 * @param hour its beginning
 * @param signal {@code traces}, {@code logs} or {@code metrics}
 */
record LedgerHour(Instant hour, String signal, long received, long stored, long duplicates, long rejected) {

    static LedgerHour from(Row row) {
        return new LedgerHour(
                row.getOffsetDateTime("hour").toInstant(),
                row.getString("signal"),
                row.getLong("received"),
                row.getLong("stored"),
                row.getLong("duplicates"),
                row.getLong("rejected"));
    }
}
