package io.observabilityfactory.ingest.normalize;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The start times that are stored: each day has a partition, so that a wrong clock must not make thousands of them. */
public record AcceptedTimes(Duration age, Duration lead) {

    /** Why a span that starts at {@code start} is not stored; empty when it is. */
    Optional<String> objection(Instant start, Instant now) {
        if (start.isBefore(now.minus(age))) {
            return Optional.of("start time " + start + " is more than " + age.toDays() + " days ago");
        }
        if (start.isAfter(now.plus(lead))) {
            return Optional.of("start time " + start + " is more than " + lead.toHours() + " hours ahead");
        }
        return Optional.empty();
    }
}
