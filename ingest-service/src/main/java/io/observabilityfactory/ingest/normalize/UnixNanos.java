package io.observabilityfactory.ingest.normalize;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** OTLP's time: unsigned nanoseconds since 1970. */
final class UnixNanos {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private UnixNanos() {}

    static Instant toInstant(long unixNanos) {
        long seconds = Long.divideUnsigned(unixNanos, NANOS_PER_SECOND);
        return Instant.ofEpochSecond(seconds, Long.remainderUnsigned(unixNanos, NANOS_PER_SECOND));
    }

    /** As precise as Postgres keeps it. */
    static Instant toStoredInstant(long unixNanos) {
        return toInstant(unixNanos).truncatedTo(ChronoUnit.MICROS);
    }
}
