package io.observabilityfactory.query.admin;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key as everybody may see it. Its secret is kept nowhere.
 *
 * @param publicKey names it, also as the user of Basic authentication
 * @param revokedAt {@code null} unless somebody ended it
 * @param expiresAt when it ends by itself; {@code null} for never
 */
record ApiKey(
        String publicKey,
        String name,
        String project,
        List<String> scopes,
        Instant createdAt,
        @Nullable Instant revokedAt,
        @Nullable Instant expiresAt) {

    static final String COLUMNS =
            "k.public_key, k.name, p.name as project, k.scopes, k.created_at, k.revoked_at, k.expires_at";

    static ApiKey from(Row row) {
        return new ApiKey(
                row.getString("public_key"),
                row.getString("name"),
                row.getString("project"),
                List.of(row.getArrayOfStrings("scopes")),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row, "revoked_at"),
                instant(row, "expires_at"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
