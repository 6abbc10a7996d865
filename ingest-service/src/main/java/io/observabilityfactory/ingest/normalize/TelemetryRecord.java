package io.observabilityfactory.ingest.normalize;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What all signals have in common once they are normalized.
 *
 * @param <K> what makes a record the same record, so that a repeated export stores nothing twice
 */
public interface TelemetryRecord<K extends Comparable<K>> {

    K key();

    /** Decides the partition. Microsecond precision. */
    Instant time();

    NormalizedSource source();

    default @Nullable String environment() {
        return source().resource().environment();
    }

    default @Nullable String release() {
        return source().resource().release();
    }
}
