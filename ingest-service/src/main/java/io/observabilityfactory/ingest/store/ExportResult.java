package io.observabilityfactory.ingest.store;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client is told of its export once it is committed.
 *
 * @param reasons one for each record that was refused
 */
public record ExportResult(List<String> reasons) {

    /** Nothing was refused. */
    public static final ExportResult COMPLETE = new ExportResult(List.of());

    /** More would not help anybody, and make a large answer. */
    private static final int EXPLAINED = 5;

    public ExportResult {
        reasons = List.copyOf(reasons);
    }

    public int rejected() {
        return reasons.size();
    }

    /** The most frequent reasons, each with how often it applies; empty when nothing was refused. */
    public String explanation() {
        Map<String, Long> counts = reasons.stream().collect(groupingBy(reason -> reason, TreeMap::new, counting()));
        String explained = counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(EXPLAINED)
                .map(reason -> reason.getValue() + " x " + reason.getKey())
                .collect(joining("; "));
        return counts.size() > EXPLAINED ? explained + "; and other reasons" : explained;
    }
}
