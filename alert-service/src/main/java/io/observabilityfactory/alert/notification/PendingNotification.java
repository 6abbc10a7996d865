package io.observabilityfactory.alert.notification;

import io.observabilityfactory.alert.message.AlertMessage;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A notification this replica has taken.
 *
 * @param attempt 1 for the first; also tells this lease from a later one
 * @param key the same at every attempt
 * @param message fails when what is stored cannot be read
 */
record PendingNotification(
        int projectId,
        long notificationId,
        int attempt,
        UUID key,
        @Nullable Long alertId,
        Destination destination,
        Instant createdAt,
        Supplier<AlertMessage> message) {

    /** What the limit of attempts at once is kept by: mails without a channel are one, too. */
    long channelOrPlainMail() {
        return destination.channelId() == null ? 0 : destination.channelId();
    }

    /** Its channel was removed meanwhile. */
    boolean isStranded() {
        return destination.channelId() == null && destination.recipient() == null;
    }
}
