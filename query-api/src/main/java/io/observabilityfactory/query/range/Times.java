package io.observabilityfactory.query.range;

import io.observabilityfactory.service.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads the times, dates and zones of request parameters, and says what it would have understood instead. */
public final class Times {

    private static final int FIRST_YEAR = 1970;
    private static final int SECONDS_PER_MINUTE = 60;

    /** RFC 3339 has years of four digits; a day or a zone may lead one year further. */
    private static final int LAST_YEAR = 9998;

    private Times() {}

    /** @param text an instant, or a date for its midnight in UTC */
    public static Instant instant(String parameter, String text) {
        try {
            return text.indexOf('T') < 0
                    ? checked(LocalDate.parse(text))
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : checked(OffsetDateTime.parse(text)).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.badParameter(
                    parameter,
                    "must be a date such as 2026-11-01 or an instant such as 2026-11-01T08:30:00Z (a + in it written %2B),"
                            + " not before 1970");
        }
    }

    /** @param text {@code null} when the parameter, which has no default, was left out */
    public static LocalDate date(String parameter, @Nullable String text) {
        try {
            return checked(LocalDate.parse(text == null ? "" : text));
        } catch (DateTimeException e) {
            throw ProblemException.badParameter(parameter, "must be a date such as 2026-11-01, not before 1970");
        }
    }

    /** @param text {@code null} for UTC */
    public static ZoneId zone(String parameter, @Nullable String text) {
        try {
            return text == null ? ZoneId.of("UTC") : checked(ZoneId.of(text));
        } catch (DateTimeException e) {
            throw ProblemException.badParameter(parameter, "must be a time zone such as Europe/Berlin, UTC or +01:00");
        }
    }

    private static LocalDate checked(LocalDate date) {
        checkYear(date.getYear());
        return date;
    }

    private static OffsetDateTime checked(OffsetDateTime time) {
        checkYear(time.getYear());
        return time;
    }

    /** Usage is kept by minute: an offset with seconds would put midnight between two of them. */
    private static ZoneId checked(ZoneId zone) {
        if (zone.getRules().isFixedOffset()
                && zone.getRules().getOffset(Instant.EPOCH).getTotalSeconds() % SECONDS_PER_MINUTE != 0) {
            throw new DateTimeException("offset " + zone);
        }
        return zone;
    }

    private static void checkYear(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new DateTimeException("year " + year);
        }
    }
}
