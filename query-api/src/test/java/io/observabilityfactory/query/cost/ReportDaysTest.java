package io.observabilityfactory.query.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportDaysTest {

    @Test
    void boundaries_followTheClockChanges() {
        assertThat(boundaries("2026-03-28", "2026-03-30", "Europe/Berlin"))
                .as("29 March has 23 hours")
                .containsExactly(
                        Instant.parse("2026-03-27T23:00:00Z"),
                        Instant.parse("2026-03-28T23:00:00Z"),
                        Instant.parse("2026-03-29T22:00:00Z"),
                        Instant.parse("2026-03-30T22:00:00Z"));
        assertThat(boundaries("2018-11-04", "2018-11-04", "America/Sao_Paulo"))
                .as("a day that starts at one o'clock")
                .containsExactly(Instant.parse("2018-11-04T03:00:00Z"), Instant.parse("2018-11-05T02:00:00Z"));
    }

    @Test
    void count_includesBothEnds() {
        assertThat(ReportDays.parse("2026-11-01", "2026-11-30", null).count()).isEqualTo(30);
        assertThat(ReportDays.parse("2026-11-01", "2026-11-01", null).dates()).hasSize(1);
    }

    @Test
    void requireAtMost_allowsExactlyAsMany() {
        ReportDays november = ReportDays.parse("2026-11-01", "2026-11-30", null);

        assertThat(november.requireAtMost(30)).isEqualTo(november);
        assertThatThrownBy(() -> november.requireAtMost(29)).hasMessageContaining("29 days");
    }

    private static List<Instant> boundaries(String from, String to, String zone) {
        return ReportDays.parse(from, to, zone).boundaries().stream()
                .map(OffsetDateTime::toInstant)
                .toList();
    }
}
