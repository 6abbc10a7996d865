package io.observabilityfactory.alert.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * What one evaluation looks at: [start, end), on whole minutes as the rollups are.
 *
 * @param period the first day of a period of the calendar, {@code 2026-03-10}; empty for a sliding window, which has no end
 * @param over whether the period has ended
 */
public record Timeframe(Instant start, Instant end, String period, boolean over) {

    public Timeframe {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("a timeframe has to end after its start: " + start + ", " + end);
        }
    }

    public Duration length() {
        return Duration.between(start, end);
    }

    public OffsetDateTime startUtc() {
        return start.atOffset(ZoneOffset.UTC);
    }

    public OffsetDateTime endUtc() {
        return end.atOffset(ZoneOffset.UTC);
    }
}
