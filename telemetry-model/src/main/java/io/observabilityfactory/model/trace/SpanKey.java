package io.observabilityfactory.model.trace;

import java.time.Instant;
import java.util.Comparator;

/**
 * What makes a span the same span within a project: an export that repeats it stores and bills nothing twice.
 *
 * @param startTime microsecond precision, as the database keeps it
 */
public record SpanKey(TraceId traceId, SpanId spanId, Instant startTime) implements Comparable<SpanKey> {

    private static final Comparator<SpanKey> ORDER = Comparator.comparing(SpanKey::traceId)
            .thenComparing(SpanKey::spanId)
            .thenComparing(SpanKey::startTime);

    @Override
    public int compareTo(SpanKey other) {
        return ORDER.compare(this, other);
    }
}
