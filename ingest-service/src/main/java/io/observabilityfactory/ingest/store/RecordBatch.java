package io.observabilityfactory.ingest.store;

import io.observabilityfactory.ingest.normalize.Digest;
import io.observabilityfactory.ingest.normalize.NormalizedResource;
import io.observabilityfactory.ingest.normalize.Rejection;
import io.observabilityfactory.ingest.normalize.TelemetryRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one transaction writes: records of one project, and what was refused of the same exports.
 *
 * @param records sorted by key, so that concurrent transactions that carry the same ones cannot wait for each other
 */
record RecordBatch<R extends TelemetryRecord<?>>(int projectId, List<R> records, List<Rejection> rejections) {

    int received() {
        return records.size() + rejections.size();
    }

    /** Sorted, so that concurrent transactions with the same new resources cannot wait for each other. */
    SortedMap<Digest, NormalizedResource> resources() {
        SortedMap<Digest, NormalizedResource> resources = new TreeMap<>();
        for (R row : records) {
            NormalizedResource resource = row.source().resource();
            resources.put(resource.digest(), resource);
        }
        return resources;
    }

    /** When the first record was; there has to be one. */
    Instant firstTime() {
        return times().min(Comparator.naturalOrder()).orElseThrow();
    }

    /** When the last record was; there has to be one. */
    Instant lastTime() {
        return times().max(Comparator.naturalOrder()).orElseThrow();
    }

    private Stream<Instant> times() {
        return records.stream().map(TelemetryRecord::time);
    }

    boolean isSingleRecord() {
        return records.size() == 1;
    }

    /** The first half of the records, and all rejections. */
    RecordBatch<R> firstHalf() {
        return new RecordBatch<>(projectId, records.subList(0, records.size() / 2), rejections);
    }

    RecordBatch<R> secondHalf() {
        return new RecordBatch<>(projectId, records.subList(records.size() / 2, records.size()), List.of());
    }

    /** The same ledger entry with its only record refused. */
    RecordBatch<R> refused(Rejection rejection) {
        return new RecordBatch<>(
                projectId,
                List.of(),
                Stream.concat(rejections.stream(), Stream.of(rejection)).toList());
    }
}
