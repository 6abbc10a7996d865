package io.observabilityfactory.alert.notification;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failed attempt: twice as long after each, up to a limit. A random part of up to a half is taken
 * off, so that what failed together does not come back together.
 */
record RetryPause(Duration first, Duration longest) {

    /** Keeps the doubling from overflowing; no limit is reached later than this. */
    private static final int MOST_DOUBLINGS = 30;

    RetryPause {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "the first pause must be above 0 and not above the longest one: " + first + ", " + longest);
        }
    }

    Duration after(int attempts, RandomGenerator random) {
        long full = fullPause(attempts).toMillis();
        return Duration.ofMillis(full - random.nextLong(full / 2 + 1));
    }

    private Duration fullPause(int attempts) {
        Duration doubled = first.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
