package io.observabilityfactory.query.session;

import io.observabilityfactory.query.cost.Spend;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session. A cost is {@code null} when nothing of it has a price.
 *
 * @param users all that are known of its traces, at most ten
 * @param startTime of its first span
 * @param lastTime at which the last of its spans so far began
 * @param calls of models
 * @param errors of these
 */
record Session(
        String session,
        List<String> users,
        Instant startTime,
        Instant lastTime,
        long traces,
        long calls,
        long errors,
        long tokens,
        @Nullable BigDecimal costUsd,
        long unpricedTokens) {

    static Session from(Row row) {
        Spend spend = Spend.from(row);
        String[] users = row.getArrayOfStrings("users");
        return new Session(
                row.getString("session_id"),
                users == null ? List.of() : List.of(users),
                row.getOffsetDateTime("start_time").toInstant(),
                row.getOffsetDateTime("last_time").toInstant(),
                row.getLong("traces"),
                row.getLong("calls"),
                row.getLong("errors"),
                spend.tokens(),
                spend.knownUsd(),
                spend.unpricedTokens());
    }
}
