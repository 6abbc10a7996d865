package io.observabilityfactory.query.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.observabilityfactory.service.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeRangeTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:30:30.5Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void range_isWidenedToWholeMinutes() {
        assertThat(TimeRange.parse("2026-03-01T10:00:59.999Z", "2026-03-01T12:05:00.000001+01:00", DAY, NOW))
                .isEqualTo(range("2026-03-01T10:00:00Z", "2026-03-01T11:06:00Z"));
        assertThat(TimeRange.parse("2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z", DAY, NOW))
                .isEqualTo(range("2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z"));
    }

    @Test
    void range_readsADateAsItsMidnightInUtc() {
        assertThat(TimeRange.parse("2026-03-01", "2026-03-02", DAY, NOW))
                .isEqualTo(range("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"));
    }

    @Test
    void range_endsNowAndIsAsLongAsTheDefaultUnlessToldOtherwise() {
        assertThat(TimeRange.parse(null, null, DAY, NOW))
                .isEqualTo(range("2026-03-09T12:30:00Z", "2026-03-10T12:31:00Z"));
        assertThat(TimeRange.parse(null, "2026-03-05", DAY, NOW))
                .isEqualTo(range("2026-03-04T00:00:00Z", "2026-03-05T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "2026-02-30", "2026-03-01T10:00", "1969-12-31", "+10000-01-01", "9999-01-01"})
    void range_refusesWhatIsNoTime(String from) {
        assertThatThrownBy(() -> TimeRange.parse(from, null, DAY, NOW))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("from must be a date");
    }

    @Test
    void range_refusesAnEndThatIsNotAfterTheStart() {
        assertThatThrownBy(() -> TimeRange.parse("2026-03-01", "2026-03-01", DAY, NOW))
                .isInstanceOf(ProblemException.class)
                .hasMessage("to must be after from");
    }

    @Test
    void requireAtMost_allowsExactlyAsManyDays() {
        TimeRange twoDays = range("2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z");

        assertThat(twoDays.requireAtMost(2)).isEqualTo(twoDays);
        assertThatThrownBy(() -> twoDays.requireAtMost(1)).isInstanceOf(ProblemException.class);
    }

    private static TimeRange range(String from, String to) {
        return new TimeRange(Instant.parse(from), Instant.parse(to));
    }
}
