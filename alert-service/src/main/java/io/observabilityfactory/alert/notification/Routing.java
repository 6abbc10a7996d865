package io.observabilityfactory.alert.notification;

import io.observabilityfactory.alert.channel.ChannelSettings;
import io.observabilityfactory.alert.message.AlertMessage;
import io.observabilityfactory.alert.rule.Telling;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who gets a message: whom the rule names, and the channels that receive such alerts. Nobody gets a mail twice. */
record Routing(List<RoutedChannel> channels) {

    List<Destination> destinations(Telling telling, AlertMessage message) {
        Stream<Destination> named = telling.recipients().stream()
                .map(recipient -> new Destination(null, ChannelSettings.PLAIN_MAIL, recipient));
        Stream<Destination> routed = channels.stream()
                .filter(channel -> telling.channels().contains(channel.name()) || channel.receives(message))
                .flatMap(RoutedChannel::destinations);
        Set<String> mailed = new HashSet<>();
        return Stream.concat(named, routed)
                .filter(destination -> destination.recipient() == null || mailed.add(destination.recipient()))
                .toList();
    }
}
