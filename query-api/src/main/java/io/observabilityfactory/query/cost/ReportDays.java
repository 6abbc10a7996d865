package io.observabilityfactory.query.cost;

import io.observabilityfactory.query.range.Times;
import io.observabilityfactory.service.problem.ProblemException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whole days of a time zone. Both ends are included, and a day may have 23 or 25 hours. */
record ReportDays(LocalDate from, LocalDate to, ZoneId zone) {

    ReportDays {
        if (to.isBefore(from)) {
            throw ProblemException.badParameter("to", "must not be before from");
        }
    }

    static ReportDays parse(@Nullable String from, @Nullable String to, @Nullable String zone) {
        return new ReportDays(Times.date("from", from), Times.date("to", to), Times.zone("timeZone", zone));
    }

    ReportDays requireAtMost(int days) {
        if (count() > days) {
            throw ProblemException.badParameter("from", "must make it at most " + days + " days to to");
        }
        return this;
    }

    /** @param others of the same zone */
    boolean contains(ReportDays others) {
        return !others.from.isBefore(from) && !others.to.isAfter(to);
    }

    long count() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    List<LocalDate> dates() {
        return from.datesUntil(to.plusDays(1)).toList();
    }

    /** Midnights, or what comes first where a clock change leaves midnight out: each day's start, then the last one's end. */
    List<OffsetDateTime> boundaries() {
        return Stream.iterate(from, date -> date.plusDays(1))
                .limit(count() + 1)
                .map(date -> date.atStartOfDay(zone).toOffsetDateTime())
                .toList();
    }
}
