package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.model.json.LenientJson;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was odd about a record, in words for whoever wonders about its figures. In order, whatever came first. */
final class Notes {

    private static final int MOST = 20;

    private @Nullable SortedSet<String> notes;

    void add(String note) {
        notes = notes == null ? new TreeSet<>() : notes;
        notes.add(note);
    }

    /** Notes a text that begins like a JSON document and does not end like one. It is not parsed for that. */
    void addIfCutOff(String key, String text) {
        if (!text.isEmpty() && LenientJson.isDocument(text)) {
            String stripped = text.strip();
            char end = stripped.charAt(0) == '{' ? '}' : ']';
            if (stripped.charAt(stripped.length() - 1) != end) {
                add(key + " is cut off");
            }
        }
    }

    /** A JSON array of texts, {@code null} when nothing was odd. */
    @Nullable
    String json() {
        return notes == null
                ? null
                : JsonText.write(json -> {
                    json.writeStartArray();
                    for (String note : notes.stream().limit(MOST).toList()) {
                        json.writeString(note);
                    }
                    json.writeEndArray();
                });
    }
}
