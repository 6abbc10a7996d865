package io.observabilityfactory.alert.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;

/** From one midnight to the next, which is 23 or 25 hours when the clocks change. */
record Day(LocalDate date, ZoneId zone) {

    static Day of(Instant moment, ZoneId zone) {
        return new Day(LocalDate.ofInstant(moment, zone), zone);
    }

    /** The days that a moment, or one up to so long before it, is part of; the latest comes last. */
    static List<Day> upTo(Instant moment, Duration before, ZoneId zone) {
        LocalDate earliest = of(moment.minus(before), zone).date();
        return earliest.datesUntil(of(moment, zone).date().plusDays(1))
                .map(date -> new Day(date, zone))
                .toList();
    }

    OffsetDateTime start() {
        return date.atStartOfDay(zone).toOffsetDateTime();
    }

    OffsetDateTime end() {
        return date.plusDays(1).atStartOfDay(zone).toOffsetDateTime();
    }
}
