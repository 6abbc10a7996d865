package io.observabilityfactory.alert.notification;

import io.observabilityfactory.alert.channel.Receives;
import io.observabilityfactory.alert.message.AlertMessage;
import java.util.List;
import java.util.stream.Stream;

/**
 * A channel as routing needs it.
 *
 * @param recipients of an e-mail channel; empty for others
 */
record RoutedChannel(long id, String name, List<String> recipients, List<Receives> receives) {

    boolean receives(AlertMessage message) {
        return receives.stream().anyMatch(it -> it.accept(message.severity(), message.labels()));
    }

    Stream<Destination> destinations() {
        return recipients.isEmpty()
                ? Stream.of(new Destination(id, name, null))
                : recipients.stream().map(recipient -> new Destination(id, name, recipient));
    }
}
