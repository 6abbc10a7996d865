package io.observabilityfactory.alert.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One of the groups that a rule tells apart: names of dimensions or metric attributes with their values, in the rule's order. */
public record Group(Map<String, String> labels) {

    /** All there is, of a rule that tells nothing apart. */
    public static final Group ALL = new Group(Map.of());

    private static final char SEPARATOR = '\u001f';

    public Group {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    public static Group of(List<String> names, List<String> values) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            labels.put(names.get(i), values.get(i));
        }
        return new Group(labels);
    }

    /** Tells it from the other groups of its rule, whatever is in the values. */
    public String key() {
        List<String> parts = new ArrayList<>();
        labels.forEach((name, value) -> parts.add(name + "=" + value.replace(SEPARATOR, ' ')));
        return String.join(String.valueOf(SEPARATOR), parts);
    }

    /** For people, {@code agent coder, model gpt-4o}; empty for all. */
    public String describe() {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + " " + (label.getValue().isEmpty() ? "(none)" : label.getValue()))
                .collect(Collectors.joining(", "));
    }
}
