package io.observabilityfactory.ingest.forward;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A target as the API shows it: of its headers only the names.
 *
 * @param spansSkipped refused by the backend for good, or gone from the store before they could be passed on
 * @param lagSeconds age of the oldest batch that it has not got yet; 0 when it has all
 * @param failures attempts in a row that failed
 * @param nextAttemptAt when it is tried again, while it fails
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TargetView(
        int id,
        String name,
        String protocol,
        String endpoint,
        List<String> headerNames,
        boolean enabled,
        Instant createdAt,
        long spansForwarded,
        long spansSkipped,
        double lagSeconds,
        int failures,
        @Nullable Instant failingSince,
        @Nullable Instant nextAttemptAt,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt) {

    /** The columns that {@link #of} wants, of the table {@code forward_target}. */
    static final String COLUMNS = "target_id, name, protocol, endpoint,"
            + " array(select jsonb_object_keys(headers)) || sealed_header_names as header_names,"
            + " enabled, created_at, spans_forwarded, spans_skipped, failures, failing_since,"
            + " case when failures > 0 then next_attempt_at end as next_attempt_at, last_error, last_error_at,"
            + " coalesce((select extract(epoch from now() - b.committed_at)"
            + "           from forwardable_batches(project_id, cursor_xid, cursor_batch) b limit 1), 0)::float8 as lag_seconds";

    static TargetView of(Row row) {
        return new TargetView(
                row.getInteger("target_id"),
                row.getString("name"),
                row.getString("protocol"),
                row.getString("endpoint"),
                Arrays.stream(row.getArrayOfStrings("header_names")).sorted().toList(),
                row.getBoolean("enabled"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getLong("spans_forwarded"),
                row.getLong("spans_skipped"),
                row.getDouble("lag_seconds"),
                row.getInteger("failures"),
                instant(row, "failing_since"),
                instant(row, "next_attempt_at"),
                row.getString("last_error"),
                instant(row, "last_error_at"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
