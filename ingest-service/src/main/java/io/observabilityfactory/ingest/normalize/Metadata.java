package io.observabilityfactory.ingest.normalize;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What people send along with their runs, one object however it came. */
final class Metadata {

    /** In order of preference: of two entries with the same name the first one counts. */
    private static final List<String> PREFIXES =
            List.of("langfuse.trace.metadata.", "ai.telemetry.metadata.", "traceloop.association.properties.");

    private static final String DOCUMENT = "metadata";
    private static final int MOST = 50;

    private Metadata() {}

    static boolean isEntry(String key) {
        return prefix(key) >= 0 || key.equals(DOCUMENT);
    }

    /** A JSON object, {@code null} when there is nothing. */
    static @Nullable String json(Attributes attributes, RecordRules rules) {
        List<KeyValue> found = attributes.metadata();
        if (found.isEmpty()) {
            return null;
        }
        Map<String, AnyValue> entries = new TreeMap<>();
        found.stream()
                .sorted(Comparator.comparingInt(entry -> prefix(entry.getKey())))
                .forEach(entry -> add(entry, attributes, entries));
        List<KeyValue> kept = entries.entrySet().stream()
                .limit(MOST)
                .map(entry -> KeyValue.newBuilder()
                        .setKey(entry.getKey())
                        .setValue(entry.getValue())
                        .build())
                .toList();
        return kept.isEmpty() ? null : new JsonText(rules).attributes(kept);
    }

    private static void add(KeyValue entry, Attributes attributes, Map<String, AnyValue> entries) {
        int prefix = prefix(entry.getKey());
        if (prefix >= 0) {
            entries.putIfAbsent(entry.getKey().substring(PREFIXES.get(prefix).length()), plain(entry.getValue()));
        } else {
            addDocument(GenAiFields.METADATA.in(attributes), entries);
        }
    }

    /** Without the quotes that some clients put around texts. */
    private static AnyValue plain(AnyValue value) {
        String text = value.hasStringValue() ? Values.text(value) : null;
        return text == null ? value : AnyValue.newBuilder().setStringValue(text).build();
    }

    private static void addDocument(@Nullable Map<?, ?> document, Map<String, AnyValue> entries) {
        if (document != null) {
            document.forEach((key, value) -> entries.putIfAbsent(key.toString(), OtlpValues.of(value)));
        }
    }

    /** -1 for the document. */
    private static int prefix(String key) {
        for (int i = 0; i < PREFIXES.size(); i++) {
            if (key.startsWith(PREFIXES.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
