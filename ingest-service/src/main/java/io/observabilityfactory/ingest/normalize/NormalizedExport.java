package io.observabilityfactory.ingest.normalize;

import java.util.List;

/** All records of one export: those that can be stored, and those that cannot. */
public record NormalizedExport(List<NormalizedSpan> spans, List<Rejection> rejections) {

    public NormalizedExport {
        spans = List.copyOf(spans);
        rejections = List.copyOf(rejections);
    }

    public int received() {
        return spans.size() + rejections.size();
    }
}
