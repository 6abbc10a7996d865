package io.observabilityfactory.ingest.normalize;

import java.util.List;
import java.util.stream.Stream;

/** All records of one export: those that can be stored, and those that cannot. */
public record NormalizedExport<R>(List<R> records, List<Rejection> rejections) {

    public NormalizedExport {
        records = List.copyOf(records);
        rejections = List.copyOf(rejections);
    }

    /** With what was refused before there was anything to normalize. */
    public NormalizedExport<R> refusing(List<Rejection> others) {
        return others.isEmpty()
                ? this
                : new NormalizedExport<>(
                        records,
                        Stream.concat(rejections.stream(), others.stream()).toList());
    }

    public int received() {
        return records.size() + rejections.size();
    }
}
