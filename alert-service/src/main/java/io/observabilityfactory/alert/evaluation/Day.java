package io.observabilityfactory.alert.evaluation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** From one midnight to the next, which is 23 or 25 hours when the clocks change. */
record Day(LocalDate date, ZoneId zone) {

    static Day of(Instant moment, ZoneId zone) {
        return new Day(LocalDate.ofInstant(moment, zone), zone);
    }

    OffsetDateTime start() {
        return date.atStartOfDay(zone).toOffsetDateTime();
    }

    OffsetDateTime end() {
        return date.plusDays(1).atStartOfDay(zone).toOffsetDateTime();
    }
}
