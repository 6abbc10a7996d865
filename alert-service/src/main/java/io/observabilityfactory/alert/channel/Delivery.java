package io.observabilityfactory.alert.channel;

import io.observabilityfactory.alert.message.AlertMessage;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to one side.
 *
 * @param key the same at every attempt, so that the other side can tell a repetition
 * @param alertId names the alert, also when it is told of again; null when it is gone
 * @param recipient of a mail
 * @param createdAt when the message was put down
 * @param link to the alert in the web UI
 */
public record Delivery(
        UUID key,
        @Nullable Long alertId,
        @Nullable String recipient,
        Instant createdAt,
        AlertMessage message,
        @Nullable String link) {}
