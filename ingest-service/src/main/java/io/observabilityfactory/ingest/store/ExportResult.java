package io.observabilityfactory.ingest.store;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.TreeMap;

/**
 * What a client is told of its export once it is committed.
 *
 * @param reasons one for each record that was refused
 */
public record ExportResult(List<String> reasons) {

    public ExportResult {
        reasons = List.copyOf(reasons);
    }

    public int rejected() {
        return reasons.size();
    }

    /** The distinct reasons, each with how often it applies; empty when nothing was refused. */
    public String explanation() {
        return reasons.stream().collect(groupingBy(reason -> reason, TreeMap::new, counting())).entrySet().stream()
                .map(reason -> reason.getValue() + " x " + reason.getKey())
                .collect(joining("; "));
    }
}
