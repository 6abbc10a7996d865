package io.observabilityfactory.ingest.normalize;

import java.time.Instant;

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
}
