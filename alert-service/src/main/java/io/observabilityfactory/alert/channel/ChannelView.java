package io.observabilityfactory.alert.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A channel as the API shows it: nothing secret.
 *
 * @param target scheme and host of its address
 * @param hasSecrets whether an address or credentials are kept for it
 * @param pausedUntil the other side asked for a pause
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChannelView(
        long id,
        String name,
        String type,
        @Nullable List<String> recipients,
        @Nullable String target,
        boolean hasSecrets,
        List<Receives> receives,
        @Nullable String titleTemplate,
        @Nullable String textTemplate,
        boolean enabled,
        Instant createdAt,
        @Nullable Instant pausedUntil) {

    static ChannelView of(Row row, OpenSettings open, List<Receives> receives) {
        OffsetDateTime notBefore = row.getOffsetDateTime("not_before");
        return new ChannelView(
                row.getLong("channel_id"),
                row.getString("name"),
                row.getString("type"),
                open.recipients().isEmpty() ? null : open.recipients(),
                open.target(),
                row.getBuffer("secrets") != null,
                receives,
                open.titleTemplate(),
                open.textTemplate(),
                row.getBoolean("enabled"),
                row.getOffsetDateTime("created_at").toInstant(),
                notBefore == null ? null : notBefore.toInstant());
    }
}
