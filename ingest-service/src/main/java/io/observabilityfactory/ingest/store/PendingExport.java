package io.observabilityfactory.ingest.store;

import io.observabilityfactory.ingest.normalize.NormalizedExport;
import io.observabilityfactory.ingest.normalize.Rejection;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** An export that waits to be committed, and whoever waits for that. */
record PendingExport(int projectId, NormalizedExport export, UniEmitter<? super ExportResult> waiting) {

    /** All exports of a group are of the same project. */
    static SpanBatch batch(List<PendingExport> group) {
        return SpanBatch.of(
                group.get(0).projectId(),
                group.stream().flatMap(pending -> pending.export().spans().stream()),
                group.stream().flatMap(pending -> pending.export().rejections().stream()));
    }

    int size() {
        return export.received();
    }

    /** Of all that was refused in the group, this export answers for its own. */
    void complete(StoreResult group) {
        Stream<String> beforeStorage = export.rejections().stream().map(Rejection::reason);
        Stream<String> byDatabase = group.refused().isEmpty()
                ? Stream.empty()
                : export.spans().stream()
                        .map(span -> group.refused().get(span.key()))
                        .filter(Objects::nonNull);
        waiting.complete(
                new ExportResult(Stream.concat(beforeStorage, byDatabase).toList()));
    }

    void fail(Throwable failure) {
        waiting.fail(failure);
    }
}
