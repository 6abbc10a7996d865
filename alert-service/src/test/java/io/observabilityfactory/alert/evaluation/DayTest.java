package io.observabilityfactory.alert.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DayTest {

    @Test
    void of_aMomentAfterLocalMidnightIsTheNextDay() {
        Day day = Day.of(Instant.parse("2026-03-10T23:30:00Z"), ZoneId.of("Europe/Berlin"));

        assertThat(day.date()).isEqualTo("2026-03-11");
        assertThat(day.start().toInstant()).isEqualTo("2026-03-10T23:00:00Z");
        assertThat(day.end().toInstant()).isEqualTo("2026-03-11T23:00:00Z");
    }

    @Test
    void upTo_shortlyAfterMidnightHasTheDayBeforeToo() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Duration sixHours = Duration.ofHours(6);

        assertThat(Day.upTo(Instant.parse("2026-03-11T04:59:59Z"), sixHours, berlin))
                .extracting(Day::date)
                .containsExactly(LocalDate.of(2026, 3, 10), LocalDate.of(2026, 3, 11));
        assertThat(Day.upTo(Instant.parse("2026-03-11T05:00:00Z"), sixHours, berlin))
                .extracting(Day::date)
                .containsExactly(LocalDate.of(2026, 3, 11));
    }

    @Test
    void end_whenTheClocksGoForwardComesAnHourEarlier() {
        Day day = Day.of(Instant.parse("2026-03-29T12:00:00Z"), ZoneId.of("Europe/Berlin"));

        assertThat(day.start().toInstant()).isEqualTo("2026-03-28T23:00:00Z");
        assertThat(day.end().toInstant()).isEqualTo("2026-03-29T22:00:00Z");
    }
}
