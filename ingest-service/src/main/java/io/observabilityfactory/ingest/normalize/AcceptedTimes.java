package io.observabilityfactory.ingest.normalize;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The times that are stored: each day has a partition, so that a wrong clock must not make thousands of them. */
public record AcceptedTimes(Duration age, Duration lead) {

    /**
     * Why a record of this time is not stored; empty when it is. The reason does not name the time, so that the reasons of
     * many records can be counted.
     *
     * @param what the name of the time, for the reason
     */
    Optional<String> objection(String what, Instant time, Instant now) {
        if (time.isBefore(now.minus(age))) {
            return Optional.of(what + " is more than " + age.toDays() + " days ago");
        }
        if (time.isAfter(now.plus(lead))) {
            return Optional.of(what + " is more than " + lead.toHours() + " hours ahead");
        }
        return Optional.empty();
    }
}
