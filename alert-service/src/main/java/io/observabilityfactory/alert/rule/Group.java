package io.observabilityfactory.alert.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One of the groups that a rule tells apart: names of dimensions or metric attributes with their values, in the rule's order. */
public record Group(Map<String, String> labels) {

    /** All there is, of a rule that tells nothing apart. */
    public static final Group ALL = new Group(Map.of());

    private static final String SEPARATOR = "\u001f";

    /** An index of the database takes about five times as many bytes. */
    private static final int LONGEST_KEY = 500;

    private static final int LONGEST_SHOWN = 120;

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

    /** Tells it from the other groups of its rule, whatever is in the values and however long they are. */
    public String key() {
        List<String> parts = new ArrayList<>();
        labels.forEach((name, value) ->
                parts.add(name + "=" + value.replace("\\", "\\\\").replace(SEPARATOR, "\\u001f")));
        String key = String.join(SEPARATOR, parts);
        return key.length() <= LONGEST_KEY ? key : "sha256=" + sha256(key);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** For people, {@code agent coder, model gpt-4o}; empty for all. */
    public String describe() {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + " " + shown(label.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** A value that whoever sent the telemetry chose: on one line, and no longer than a line is read. */
    static String shown(String value) {
        String line = value.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (line.isEmpty()) {
            return "(none)";
        }
        return line.codePointCount(0, line.length()) <= LONGEST_SHOWN
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_SHOWN)) + "…";
    }
}
