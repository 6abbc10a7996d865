package io.observabilityfactory.alert.notification;

import org.jspecify.annotations.Nullable;

/**
 * One side that gets a message.
 *
 * @param channelId null for a mail to the recipient alone
 * @param recipient of a mail
 */
record Destination(
        @Nullable Long channelId, String channel, @Nullable String recipient) {}
