package io.observabilityfactory.alert.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of a rule's alerts, and what goes with it.
 *
 * @param recipients mail addresses that need no channel
 * @param channels names of channels that get the messages whatever they are set to receive
 * @param labels for routing and silences, beside those of the group
 */
public record Telling(
        List<String> recipients,
        List<String> channels,
        Map<String, String> labels,
        @Nullable Duration remindEvery,
        @Nullable String runbookUrl,
        @Nullable String dashboardUrl) {

    public Telling {
        recipients = List.copyOf(recipients);
        channels = List.copyOf(channels);
        labels = Map.copyOf(labels);
    }
}
