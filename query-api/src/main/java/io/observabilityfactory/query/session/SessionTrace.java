package io.observabilityfactory.query.session;

import io.observabilityfactory.query.cost.Spend;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trace of a session.
 *
 * @param name of its earliest span without a parent, or else of its earliest
 * @param errorCount how many of its spans failed
 */
record SessionTrace(
        String traceId,
        @Nullable String name,
        @Nullable String user,
        Instant startTime,
        long spanCount,
        long errorCount,
        long tokens,
        @Nullable BigDecimal costUsd,
        long unpricedTokens) {

    static SessionTrace from(Row row) {
        Spend spend = Spend.from(row);
        return new SessionTrace(
                row.getString("trace_id"),
                row.getString("name"),
                row.getString("user_id"),
                row.getOffsetDateTime("first_span_time").toInstant(),
                row.getLong("span_count"),
                row.getLong("error_count"),
                spend.tokens(),
                spend.knownUsd(),
                spend.unpricedTokens());
    }
}
