package io.observabilityfactory.packaging.chart;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The chart's values as people read them, each with the comment above it. YAML parsers drop comments, so this reads lines: keys
 * indented by two spaces, and values that stand on the line of their key.
 */
final class ValuesFile {

    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]+):(?: (.+))?");

    /**
     * @param path keys joined by dots
     * @param text as it is written; empty for an object whose keys follow
     */
    record Value(String path, String text, String comment) {}

    private final Deque<String> path = new ArrayDeque<>();
    private final List<String> comment = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();

    private ValuesFile() {}

    static List<Value> parse(String text) {
        ValuesFile file = new ValuesFile();
        text.lines().forEach(file::take);
        return file.values;
    }

    /** A table of all values. */
    static String table(List<Value> values) {
        return "| value | default | meaning |\n|---|---|---|\n"
                + values.stream()
                        .filter(value -> !value.text().isEmpty())
                        .map(value -> "| `%s` | `%s` | %s |%n"
                                .formatted(
                                        value.path(),
                                        value.text(),
                                        value.comment().replace("|", "\\|")))
                        .collect(Collectors.joining());
    }

    private void take(String line) {
        String stripped = line.strip();
        if (stripped.startsWith("#")) {
            comment.add(stripped.substring(1).strip());
            return;
        }
        Matcher key = KEY.matcher(line);
        if (key.matches()) {
            int depth = key.group(1).length() / 2;
            while (path.size() > depth) {
                path.removeLast();
            }
            path.addLast(key.group(2));
            String value = key.group(3) == null ? "" : key.group(3);
            values.add(new Value(String.join(".", path), value, String.join(" ", comment)));
        } else if (!stripped.isEmpty()) {
            throw new IllegalArgumentException("neither a key nor a comment: " + line);
        }
        comment.clear();
    }
}
