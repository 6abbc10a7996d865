package io.observabilityfactory.ingest.store;

import io.observabilityfactory.ingest.normalize.NormalizedExport;
import io.observabilityfactory.ingest.normalize.Rejection;
import io.observabilityfactory.ingest.normalize.TelemetryRecord;
import io.observabilityfactory.ingest.project.Project;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An export that waits to be committed, and whoever waits for that.
 *
 * @param bytes its size when it came
 */
record PendingExport<K extends Comparable<K>, R extends TelemetryRecord<K>>(
        Project project, NormalizedExport<R> export, long bytes, UniEmitter<? super ExportResult> waiting) {

    /** All exports of a group are of the same project. */
    static <K extends Comparable<K>, R extends TelemetryRecord<K>> RecordBatch<R> batch(
            List<PendingExport<K, R>> group) {
        return new RecordBatch<>(
                group.get(0).project().projectId(),
                group.stream()
                        .flatMap(pending -> pending.export().records().stream())
                        .sorted(Comparator.comparing((R row) -> row.key()))
                        .toList(),
                group.stream()
                        .flatMap(pending -> pending.export().rejections().stream())
                        .toList());
    }

    int size() {
        return export.received();
    }

    /** Of all that was refused in the group, this export answers for its own. */
    void complete(StoreResult group) {
        Stream<String> beforeStorage = export.rejections().stream().map(Rejection::reason);
        Stream<String> byDatabase = group.refused().isEmpty()
                ? Stream.empty()
                : export.records().stream()
                        .map(row -> group.refused().get(row.key()))
                        .filter(Objects::nonNull);
        waiting.complete(
                new ExportResult(Stream.concat(beforeStorage, byDatabase).toList()));
    }

    void fail(Throwable failure) {
        waiting.fail(failure);
    }
}
