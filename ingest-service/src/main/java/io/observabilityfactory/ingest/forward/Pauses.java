package io.observabilityfactory.ingest.forward;

import java.time.Duration;

/**
 * How long a target is left alone after it failed.
 *
 * @param first after the first failure; it doubles with each failure in a row
 * @param longest whatever a backend asks for
 */
record Pauses(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 20;

    /** A backend that denies us needs an operator: there is no hurry. */
    private static final int DENIED_DOUBLINGS = 6;

    Duration before(int failuresInARow, BackendException failure) {
        if (failure instanceof BackendException.Unavailable unavailable) {
            return bounded(unavailable.retryAfter().orElse(doubled(failuresInARow)));
        }
        return bounded(doubled(failuresInARow + DENIED_DOUBLINGS));
    }

    private Duration doubled(int times) {
        return first.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
    }

    private Duration bounded(Duration pause) {
        if (pause.compareTo(first) < 0) {
            return first;
        }
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
