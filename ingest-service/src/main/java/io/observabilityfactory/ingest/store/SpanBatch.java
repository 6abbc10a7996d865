package io.observabilityfactory.ingest.store;

import io.observabilityfactory.ingest.normalize.NormalizedSpan;
import io.observabilityfactory.ingest.normalize.Rejection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one transaction writes: spans of one project, and what was refused of the same exports.
 *
 * @param spans sorted by key, so that concurrent transactions that carry the same spans cannot wait for each other
 */
record SpanBatch(int projectId, List<NormalizedSpan> spans, List<Rejection> rejections) {

    static SpanBatch of(int projectId, Stream<NormalizedSpan> spans, Stream<Rejection> rejections) {
        return new SpanBatch(
                projectId,
                spans.sorted(Comparator.comparing(NormalizedSpan::key)).toList(),
                rejections.toList());
    }

    int received() {
        return spans.size() + rejections.size();
    }

    boolean isSingleSpan() {
        return spans.size() == 1;
    }

    /** The first half of the spans, and all rejections. */
    SpanBatch firstHalf() {
        return new SpanBatch(projectId, spans.subList(0, spans.size() / 2), rejections);
    }

    SpanBatch secondHalf() {
        return new SpanBatch(projectId, spans.subList(spans.size() / 2, spans.size()), List.of());
    }

    /** The same ledger entry with its only span refused. */
    SpanBatch refused(Rejection rejection) {
        return new SpanBatch(
                projectId,
                List.of(),
                Stream.concat(rejections.stream(), Stream.of(rejection)).toList());
    }
}
