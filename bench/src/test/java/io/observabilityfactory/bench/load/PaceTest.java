package io.observabilityfactory.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void turns_areEvenlySpaced() {
        Pace pace = Pace.of(1_024, 512, 0);

        assertThat(pace.claim(0)).isZero();
        assertThat(pace.claim(0)).isEqualTo(SECOND / 2);
        assertThat(pace.claim(SECOND / 2)).isEqualTo(SECOND);
    }

    @Test
    void turnThatWasLate_doesNotDelayTheNext() {
        Pace pace = Pace.of(1_024, 512, 0);
        pace.claim(SECOND / 4);

        assertThat(pace.claim(SECOND / 4)).isEqualTo(SECOND / 2);
    }

    @Test
    void standstill_isCaughtUpOnForASecondOnly() {
        Pace pace = Pace.of(1_024, 512, 0);
        pace.claim(0);

        assertThat(pace.claim(60 * SECOND)).isEqualTo(59 * SECOND);
        assertThat(pace.claim(60 * SECOND)).isEqualTo(59 * SECOND + SECOND / 2);
    }

    @Test
    void twiceAsFast_halvesTheTimeBetweenTurnsFromThenOn() {
        Pace pace = Pace.of(512, 512, 0);
        pace.claim(0);

        pace.twiceAsFast();

        assertThat(pace.claim(0)).isEqualTo(SECOND);
        assertThat(pace.claim(0)).isEqualTo(SECOND + SECOND / 2);
    }

    @Test
    void noRate_isAlwaysDue() {
        Pace pace = Pace.asFastAsAnswered();

        assertThat(pace.claim(5)).isEqualTo(5);
        assertThat(pace.claim(5)).isEqualTo(5);
    }
}
