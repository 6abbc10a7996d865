package io.observabilityfactory.ingest.store;

import io.observabilityfactory.ingest.normalize.Rejection;
import io.observabilityfactory.ingest.normalize.TelemetryRecord;
import java.util.List;
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
