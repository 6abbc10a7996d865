package io.observabilityfactory.query.trace;

import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A trace that is there, and between which times its spans began, so that only their days are looked through.
 *
 * @param user whom the whole trace is for, as far as it is known, {@code session} likewise
 */
record FoundTrace(
        String id,
        OffsetDateTime from,
        OffsetDateTime to,
        @Nullable String user,
        @Nullable String session) {

    /** Spans that came after it was last settled are looked for as well, as long as they are not further off. */
    private static final int DAYS_AROUND = 1;

    static FoundTrace settled(Row row) {
        return new FoundTrace(
                row.getString("trace_id"),
                row.getOffsetDateTime("first_span_time").minusDays(DAYS_AROUND),
                row.getOffsetDateTime("last_span_time").plusDays(DAYS_AROUND),
                row.getString("user_id"),
                row.getString("session_id"));
    }

    static FoundTrace notSettled(String id) {
        return new FoundTrace(id, OffsetDateTime.MIN, OffsetDateTime.MAX, null, null);
    }
}
