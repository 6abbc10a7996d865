package io.observabilityfactory.query.range;

import io.observabilityfactory.service.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** From one whole minute, inclusive, to another, exclusive: usage is kept no finer, so a range is widened to them. */
public record TimeRange(Instant from, Instant to) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    public TimeRange {
        from = from.truncatedTo(ChronoUnit.MINUTES);
        to = to.plus(MINUTE).minusNanos(1).truncatedTo(ChronoUnit.MINUTES);
        if (!from.isBefore(to)) {
            throw ProblemException.badParameter("to", "must be after from");
        }
    }

    /**
     * @param from an instant or a date, UTC midnight; {@code null} for {@code byDefault} before {@code to}
     * @param to the same; {@code null} for {@code now}
     */
    public static TimeRange parse(@Nullable String from, @Nullable String to, Duration byDefault, Instant now) {
        Instant end = to == null ? now : Times.instant("to", to);
        Instant start = from == null ? end.minus(byDefault) : Times.instant("from", from);
        return new TimeRange(start, end);
    }

    public TimeRange requireAtMost(int days) {
        if (duration().compareTo(Duration.ofDays(days)) > 0) {
            throw ProblemException.badParameter("from", "must be at most " + days + " days before to");
        }
        return this;
    }

    /** Widened to whole hours. */
    public TimeRange inWholeHours() {
        return new TimeRange(
                from.truncatedTo(ChronoUnit.HOURS),
                to.plus(Duration.ofHours(1)).minusNanos(1).truncatedTo(ChronoUnit.HOURS));
    }

    /** Its end, of at most this length. */
    public TimeRange last(Duration length) {
        return duration().compareTo(length) <= 0 ? this : new TimeRange(to.minus(length), to);
    }

    public Duration duration() {
        return Duration.between(from, to);
    }

    /** As the database client takes it. */
    public OffsetDateTime fromUtc() {
        return from.atOffset(ZoneOffset.UTC);
    }

    public OffsetDateTime toUtc() {
        return to.atOffset(ZoneOffset.UTC);
    }
}
