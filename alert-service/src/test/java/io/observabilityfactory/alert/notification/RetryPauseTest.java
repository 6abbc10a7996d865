package io.observabilityfactory.alert.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryPauseTest {

    private static final RetryPause PAUSE = new RetryPause(Duration.ofSeconds(5), Duration.ofMinutes(15));

    @Test
    void after_eachAttemptIsAboutTwiceAsLong() {
        assertThat(PAUSE.after(1, new Random(1))).isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(5));
        assertThat(PAUSE.after(2, new Random(1))).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        assertThat(PAUSE.after(5, new Random(1))).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(80));
    }

    @Property
    void after_anyNumberOfAttemptsStaysWithinItsLimits(@ForAll @IntRange(min = 1) int attempts, @ForAll long seed) {
        assertThat(PAUSE.after(attempts, new Random(seed))).isBetween(Duration.ofMillis(2_500), Duration.ofMinutes(15));
    }

    @Property
    void after_manyAttemptsIsNearTheLongest(@ForAll @IntRange(min = 9) int attempts, @ForAll long seed) {
        assertThat(PAUSE.after(attempts, new Random(seed))).isGreaterThanOrEqualTo(Duration.ofSeconds(450));
    }

    @Test
    void after_differsFromOneNotificationToTheNext() {
        assertThat(PAUSE.after(4, new Random(1))).isNotEqualTo(PAUSE.after(4, new Random(2)));
    }

    @Test
    void new_withALongestPauseBelowTheFirst_fails() {
        assertThatThrownBy(() -> new RetryPause(Duration.ofSeconds(5), Duration.ofSeconds(4)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
