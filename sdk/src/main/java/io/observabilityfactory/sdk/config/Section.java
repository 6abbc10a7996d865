package io.observabilityfactory.sdk.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping of the file under reading. Keys that nobody has asked for by {@link #finish} are unknown. */
final class Section {

    /** Turns text into a value. */
    interface Reading<T> {

        /** @throws IllegalArgumentException says what the text would have to be: "a number from 0 to 1" */
        T read(String text);
    }

    private final String path;
    private final Source source;
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    private Section(String path, Source source) {
        this.path = path;
        this.source = source;
    }

    /** @param node null for a section that is not there */
    static Section of(String path, @Nullable Node node, Source source) {
        Section section = new Section(path, source);
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(section::add);
        } else if (node != null && !isEmpty(node)) {
            source.problem(line(node), section.told() + " has to be a list of keys with values");
        }
        return section;
    }

    private void add(NodeTuple entry) {
        String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        if (values.put(key, entry.getValueNode()) != null) {
            source.problem(line(entry.getKeyNode()), pathOf(key) + " is there twice");
        }
        keys.put(key, entry.getKeyNode());
    }

    boolean isThere() {
        return !keys.isEmpty();
    }

    Set<String> keys() {
        return keys.keySet();
    }

    /** The value; {@code otherwise} when it is absent, or wrong, which is remembered as a problem. */
    <T extends @Nullable Object> T get(String key, T otherwise, Reading<? extends T> reading) {
        asked.add(key);
        String keyPath = pathOf(key);
        String variable = source.variableOf(keyPath).orElse(null);
        if (variable != null) {
            try {
                return reading.read(variable);
            } catch (IllegalArgumentException e) {
                source.problemOfVariable(keyPath, wrong(keyPath, variable, e));
                return otherwise;
            }
        }
        Node node = values.get(key);
        if (node == null || isEmpty(node)) {
            return otherwise;
        }
        if (!(node instanceof ScalarNode scalar)) {
            source.problem(line(node), keyPath + " has to be a single value");
            return otherwise;
        }
        try {
            return reading.read(scalar.getValue());
        } catch (IllegalArgumentException e) {
            source.problem(line(node), wrong(keyPath, scalar.getValue(), e));
            return otherwise;
        }
    }

    /** As {@link #get}, of a key that has to be there. */
    <T> T required(String key, T otherwise, Reading<T> reading) {
        if (!values.containsKey(key)) {
            int line = keys.isEmpty() ? 1 : line(keys.values().iterator().next());
            source.problem(line, pathOf(key) + " is missing");
        }
        return get(key, otherwise, reading);
    }

    private static String wrong(String path, String value, IllegalArgumentException e) {
        return path + " is \"" + value + "\", but has to be " + e.getMessage();
    }

    Section section(String key) {
        asked.add(key);
        return of(pathOf(key), values.get(key), source);
    }

    List<Section> list(String key) {
        asked.add(key);
        Node node = values.get(key);
        List<Section> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                items.add(of(pathOf(key) + "[" + items.size() + "]", item, source));
            }
        } else if (node != null && !isEmpty(node)) {
            source.problem(line(node), pathOf(key) + " has to be a list");
        }
        return items;
    }

    List<String> texts(String key) {
        asked.add(key);
        Node node = values.get(key);
        List<String> texts = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> texts.add(item instanceof ScalarNode scalar ? scalar.getValue() : ""));
        } else if (node instanceof ScalarNode scalar && !isEmpty(node)) {
            texts.add(scalar.getValue());
        }
        return texts;
    }

    /** Tells of keys that are not known, with the key that was probably meant. */
    void finish() {
        for (Map.Entry<String, Node> key : keys.entrySet()) {
            if (!asked.contains(key.getKey())) {
                String meant = Spelling.nearest(key.getKey(), asked)
                        .map(word -> "did you mean " + word + "?")
                        .orElse("the keys are " + String.join(", ", asked));
                source.problem(line(key.getValue()), pathOf(key.getKey()) + " is unknown; " + meant);
            }
        }
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String told() {
        return path.isEmpty() ? "the file" : path;
    }

    private static boolean isEmpty(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
