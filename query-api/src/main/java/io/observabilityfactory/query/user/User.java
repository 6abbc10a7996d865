package io.observabilityfactory.query.user;

import io.observabilityfactory.query.UnknownName;
import io.observabilityfactory.query.cost.Spend;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was done for a user. A cost is {@code null} when nothing of it has a price.
 *
 * @param calls of models
 * @param errors of these
 * @param lastHour the last hour with usage
 */
record User(
        String user,
        long calls,
        long errors,
        long tokens,
        @Nullable BigDecimal costUsd,
        long unpricedTokens,
        Instant lastHour) {

    static User from(Row row) {
        Spend spend = Spend.from(row);
        return new User(
                UnknownName.shown(row.getString("name")),
                row.getLong("calls"),
                row.getLong("errors"),
                spend.tokens(),
                spend.knownUsd(),
                spend.unpricedTokens(),
                row.getOffsetDateTime("last_hour").toInstant());
    }
}
