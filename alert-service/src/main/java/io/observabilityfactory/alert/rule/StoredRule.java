package io.observabilityfactory.alert.rule;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A rule with what administration shows of it.
 *
 * @param evaluatedAt when it was last evaluated with success
 * @param lastError why the evaluation fails, while it does
 */
public record StoredRule<S>(
        long id,
        S settings,
        int version,
        @Nullable String origin,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant evaluatedAt,
        @Nullable String lastError) {

    static <S> StoredRule<S> from(Row row, S settings) {
        OffsetDateTime evaluated = row.getOffsetDateTime("evaluated_at");
        return new StoredRule<>(
                row.getLong("rule_id"),
                settings,
                row.getInteger("version"),
                row.getString("origin"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("changed_at").toInstant(),
                evaluated == null ? null : evaluated.toInstant(),
                row.getString("last_error"));
    }
}
