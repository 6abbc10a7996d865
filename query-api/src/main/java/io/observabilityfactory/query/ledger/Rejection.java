package io.observabilityfactory.query.ledger;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;

/** Why a record was not stored. */
record Rejection(long id, Instant rejectedAt, String signal, String reason) {

    static Rejection from(Row row) {
        return new Rejection(
                row.getLong("rejected_id"),
                row.getOffsetDateTime("rejected_at").toInstant(),
                row.getString("signal"),
                row.getString("reason"));
    }
}
