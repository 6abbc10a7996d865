package io.observabilityfactory.alert.lifecycle;

import java.time.Instant;
import java.util.Optional;

/** What an evaluation sees of one group. */
public sealed interface Seen {

    static Seen reached(Severity severity) {
        return new Level(Optional.of(severity));
    }

    static Seen nothingReached() {
        return new Level(Optional.empty());
    }

    static Seen level(Optional<Severity> reached) {
        return new Level(reached);
    }

    /** There is no data, and the rule says that the alert stays what it is. */
    static Seen unknown() {
        return Unknown.UNKNOWN;
    }

    Latch next(Latch latch, Severity level, Policy policy, Instant now);

    /** @param severity the gravest one whose threshold is reached */
    record Level(Optional<Severity> severity) implements Seen {

        @Override
        public Latch next(Latch latch, Severity level, Policy policy, Instant now) {
            boolean reached = severity.filter(it -> it.compareTo(level) >= 0).isPresent();
            return latch.next(reached, now, policy.hold(), policy.recovery());
        }
    }

    /** Neither hold nor recovery time has to start anew, and neither ends. */
    enum Unknown implements Seen {
        UNKNOWN;

        @Override
        public Latch next(Latch latch, Severity level, Policy policy, Instant now) {
            return latch;
        }
    }
}
