package io.observabilityfactory.alert.channel;

import io.observabilityfactory.alert.message.AlertMessage;
import java.util.Optional;

/** A channel that is ready to be sent to. */
record Channel(int projectId, long id, String name, ChannelType type, OpenSettings open, Secrets secrets) {

    String url() {
        if (secrets.url() == null) {
            throw new IllegalStateException("channel " + name + " has no address");
        }
        return secrets.url();
    }

    String title(AlertMessage message) {
        return Optional.ofNullable(open.titleTemplate())
                .flatMap(template -> MessageTemplate.renderOrNothing(template, message))
                .orElseGet(message::subject);
    }

    /** What people wrote instead of the usual text. */
    Optional<String> ownText(AlertMessage message) {
        return Optional.ofNullable(open.textTemplate())
                .flatMap(template -> MessageTemplate.renderOrNothing(template, message));
    }
}
