package io.observabilityfactory.query.trace;

import io.observabilityfactory.query.range.Times;
import io.observabilityfactory.service.problem.ProblemException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** When the traces of a list began: from the first time, inclusive, to the second, exclusive. To the microsecond, as stored. */
public record StartRange(OffsetDateTime from, OffsetDateTime to) {

    public StartRange {
        if (!from.isBefore(to)) {
            throw ProblemException.badParameter("to", "must be after from");
        }
    }

    /**
     * @param from {@code null} for {@code byDefault} before {@code to}
     * @param to {@code null} for {@code now}
     */
    static StartRange parse(@Nullable String from, @Nullable String to, Duration byDefault, OffsetDateTime now) {
        // What begins in this very microsecond is meant, too.
        OffsetDateTime end = to == null ? now.plus(1, ChronoUnit.MICROS) : utc("to", to);
        return new StartRange(from == null ? end.minus(byDefault) : utc("from", from), end);
    }

    public StartRange requireAtMost(int days) {
        if (Duration.between(from, to).compareTo(Duration.ofDays(days)) > 0) {
            throw ProblemException.badParameter("from", "must be at most " + days + " days before to");
        }
        return this;
    }

    private static OffsetDateTime utc(String parameter, String text) {
        return Times.instant(parameter, text).atOffset(ZoneOffset.UTC);
    }
}
