package io.observabilityfactory.alert.lifecycle;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says of the life of its alerts.
 *
 * @param version of the rule; whatever was seen under another one is judged anew at once
 * @param hold how long a threshold has to be reached before anybody is told
 * @param recovery how long it must not be reached before the alert is resolved
 * @param remindEvery null for never
 */
public record Policy(
        int version,
        Duration hold,
        Duration recovery,
        @Nullable Duration remindEvery) {

    private static final Duration NEVER = ChronoUnit.FOREVER.getDuration();

    public Policy {
        if (hold.isNegative() || recovery.isNegative()) {
            throw new IllegalArgumentException("hold time and recovery time must not be negative");
        }
    }

    /** For a period that is over: what becomes known late may make it worse, and nothing is taken back. */
    public Policy withoutRecovery() {
        return new Policy(version, hold, NEVER, null);
    }
}
