package io.observabilityfactory.alert.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which usage counts, and how it is told apart.
 *
 * @param filter the values accepted by dimension; a dimension that is not named accepts all. Metrics are filtered by any attribute.
 * @param groupBy the dimensions, or attributes of a metric, that tell groups apart
 */
public record Scope(Map<String, List<String>> filter, List<String> groupBy) {

    public static final Scope ALL = new Scope(Map.of(), List.of());

    public Scope {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        new TreeMap<>(filter).forEach((name, values) -> copy.put(name, List.copyOf(values)));
        filter = Collections.unmodifiableMap(copy);
        groupBy = List.copyOf(groupBy);
    }

    /** All dimensions it names. */
    public Set<String> names() {
        return Stream.concat(filter.keySet().stream(), groupBy.stream()).collect(Collectors.toSet());
    }
}
