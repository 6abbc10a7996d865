package io.observabilityfactory.alert.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the delivery log.
 *
 * @param state pending, delivered or dead
 * @param history every attempt; only where a single delivery is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeliveryView(
        long id,
        String key,
        @Nullable Long alertId,
        String kind,
        String severity,
        String channel,
        @Nullable String recipient,
        String title,
        String state,
        int attempts,
        Instant createdAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant nextAttemptAt,
        @Nullable String lastError,
        @Nullable List<AttemptView> history) {

    static DeliveryView from(Row row) {
        String state = row.getString("state");
        return new DeliveryView(
                row.getLong("notification_id"),
                row.getUUID("delivery_key").toString(),
                row.getLong("instance_id"),
                row.getString("kind"),
                row.getString("severity"),
                row.getString("channel"),
                row.getString("recipient"),
                row.getString("title"),
                state,
                row.getInteger("attempts"),
                row.getOffsetDateTime("created_at").toInstant(),
                time(row, "delivered_at"),
                state.equals("pending") ? time(row, "next_attempt_at") : null,
                row.getString("last_error"),
                null);
    }

    DeliveryView with(List<AttemptView> attemptsMade) {
        return new DeliveryView(
                id,
                key,
                alertId,
                kind,
                severity,
                channel,
                recipient,
                title,
                state,
                attempts,
                createdAt,
                deliveredAt,
                nextAttemptAt,
                lastError,
                attemptsMade);
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    /** @param detail what the other side said */
    record AttemptView(Instant at, int attempt, String outcome, String detail, long durationMs) {

        static AttemptView from(Row row) {
            return new AttemptView(
                    row.getOffsetDateTime("attempted_at").toInstant(),
                    row.getInteger("attempt"),
                    row.getString("outcome"),
                    row.getString("detail"),
                    row.getLong("duration_millis"));
        }
    }
}
