package io.observabilityfactory.alert.silence;

import io.observabilityfactory.alert.rule.Require;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A silence as people post it.
 *
 * @param labels all of which an alert has to have, {@code {"rule": "slow coders"}} for all of a rule
 * @param startsAt now unless it is given
 */
record SilenceSettings(
        Map<String, String> labels, @Nullable Instant startsAt, Instant endsAt, String comment, String createdBy) {

    private static final Duration LONGEST = Duration.ofDays(366);

    SilenceSettings {
        labels = new TreeMap<>(Require.labels("labels", labels));
        Require.that(!labels.isEmpty(), "labels", "an object with at least one name and text");
        startsAt = startsAt == null ? Instant.now() : startsAt;
        Require.that(
                endsAt != null && endsAt.isAfter(startsAt) && endsAt.isBefore(startsAt.plus(LONGEST)),
                "endsAt",
                "a time after startsAt, and within a year of it, such as 2026-03-10T18:00:00Z");
        comment = Require.text("comment", comment);
        createdBy = Require.text("createdBy", createdBy);
    }

    String[] matchers() {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .toArray(String[]::new);
    }
}
