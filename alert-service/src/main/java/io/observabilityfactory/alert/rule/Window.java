package io.observabilityfactory.alert.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** Over which time a figure is taken. */
public sealed interface Window {

    /**
     * The stretches of time to be looked at now, the earliest first.
     *
     * @param late for how long a period is looked at after its end, as its last usage becomes known only then
     */
    List<Timeframe> at(Instant now, Duration late);

    /** For people, {@code the last 15 minutes} or {@code 2026-03-10 (UTC)}. */
    String describe(Timeframe timeframe);

    /** The last minutes, hours or days, the present minute included. */
    record Sliding(Duration length) implements Window {

        @Override
        public List<Timeframe> at(Instant now, Duration late) {
            Instant end = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
            return List.of(new Timeframe(end.minus(length), end, "", false));
        }

        @Override
        public String describe(Timeframe timeframe) {
            return "the last " + TimeSpan.of(length).words();
        }
    }

    /** From one midnight of a zone to another, which is 23 or 25 hours a day when the clocks change. */
    record Calendar(Period period, ZoneId zone) implements Window {

        @Override
        public List<Timeframe> at(Instant now, Duration late) {
            LocalDate present = firstDay(now);
            LocalDate earlier = firstDay(now.minus(late));
            return earlier.equals(present)
                    ? List.of(timeframe(present, false))
                    : Stream.of(timeframe(earlier, true), timeframe(present, false))
                            .toList();
        }

        /** The period that is under way. */
        public Timeframe present(Instant now) {
            return timeframe(firstDay(now), false);
        }

        private LocalDate firstDay(Instant moment) {
            return period.firstDay(LocalDate.ofInstant(moment, zone));
        }

        private Timeframe timeframe(LocalDate firstDay, boolean over) {
            return new Timeframe(start(firstDay), start(period.next(firstDay)), firstDay.toString(), over);
        }

        private Instant start(LocalDate day) {
            return day.atStartOfDay(zone).toInstant();
        }

        @Override
        public String describe(Timeframe timeframe) {
            return switch (period) {
                case DAY -> timeframe.period() + " (" + zone + ")";
                case WEEK -> "the week from " + timeframe.period() + " (" + zone + ")";
                case MONTH -> timeframe.period().substring(0, "2026-03".length()) + " (" + zone + ")";
            };
        }
    }
}
