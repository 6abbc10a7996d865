package io.observabilityfactory.query.range;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The whole hours of a range, and what is left of it on either side.
 *
 * @param start of the range
 * @param first the first whole hour
 * @param last the end of the last whole hour, which is {@code first} when there is none
 * @param end of the range
 */
public record WholeHours(OffsetDateTime start, OffsetDateTime first, OffsetDateTime last, OffsetDateTime end) {

    public static WholeHours within(OffsetDateTime start, OffsetDateTime end) {
        OffsetDateTime from = start.withOffsetSameInstant(ZoneOffset.UTC);
        OffsetDateTime to = end.withOffsetSameInstant(ZoneOffset.UTC);
        OffsetDateTime first = from.plusHours(1).minusNanos(1).truncatedTo(ChronoUnit.HOURS);
        OffsetDateTime last = to.truncatedTo(ChronoUnit.HOURS);
        // Within an hour, or over the boundary of two, all of it is at the edge.
        return first.isBefore(last) ? new WholeHours(from, first, last, to) : new WholeHours(from, to, to, to);
    }
}
