package io.observabilityfactory.alert.lifecycle;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One level of an alert. It rises while its threshold is reached, is active once that has lasted for the hold time, and ends
 * once the threshold has not been reached for the recovery time. A level that is back within an hour of its end flaps: each time
 * its recovery takes twice as long, up to an hour.
 *
 * @param risingSince since when the threshold is reached while the level is not active yet
 * @param activeSince null while it is not active
 * @param fallingSince since when the threshold is not reached while the level is still active
 * @param endedAt when it was active last
 * @param flaps how often it came back soon after its end
 */
public record Latch(
        @Nullable Instant risingSince,
        @Nullable Instant activeSince,
        @Nullable Instant fallingSince,
        @Nullable Instant endedAt,
        int flaps) {

    static final Latch RESTING = new Latch(null, null, null, null, 0);

    static final Duration FLAPPING_WITHIN = Duration.ofHours(1);
    private static final Duration LONGEST_DAMPING = Duration.ofHours(1);
    private static final Duration FIRST_DAMPING = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 10;

    Latch next(boolean reached, Instant now, Duration hold, Duration recovery) {
        return activeSince == null ? risen(reached, now, hold) : fallen(reached, now, recovery);
    }

    private Latch risen(boolean reached, Instant now, Duration hold) {
        if (!reached) {
            return new Latch(null, null, null, endedAt, flaps);
        }
        Instant since = risingSince == null ? now : risingSince;
        if (Duration.between(since, now).compareTo(hold) < 0) {
            return new Latch(since, null, null, endedAt, flaps);
        }
        return new Latch(null, now, null, endedAt, endedShortlyBefore(now) ? flaps + 1 : 0);
    }

    private Latch fallen(boolean reached, Instant now, Duration recovery) {
        if (reached) {
            return new Latch(null, activeSince, null, endedAt, flaps);
        }
        Instant since = fallingSince == null ? now : fallingSince;
        if (Duration.between(since, now).compareTo(damped(recovery)) < 0) {
            return new Latch(null, activeSince, since, endedAt, flaps);
        }
        return new Latch(null, null, null, now, flaps);
    }

    /** Ends at once, and was not flapping: what it is compared with was changed. */
    Latch dropped(Instant now) {
        return activeSince == null ? new Latch(null, null, null, null, 0) : new Latch(null, null, null, now, 0);
    }

    private Duration damped(Duration recovery) {
        if (flaps == 0 || recovery.compareTo(LONGEST_DAMPING) >= 0) {
            return recovery;
        }
        Duration base = recovery.compareTo(FIRST_DAMPING) > 0 ? recovery : FIRST_DAMPING;
        Duration doubled = base.multipliedBy(1L << Math.min(flaps - 1, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST_DAMPING) < 0 ? doubled : LONGEST_DAMPING;
    }

    boolean isActive() {
        return activeSince != null;
    }

    boolean isRising() {
        return risingSince != null;
    }

    boolean endedShortlyBefore(Instant now) {
        return endedAt != null && Duration.between(endedAt, now).compareTo(FLAPPING_WITHIN) <= 0;
    }
}
