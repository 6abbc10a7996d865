package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.model.json.LenientJson;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one record by the numbers of their keys, after one pass over them. What no field of
 * {@link GenAiFields} asks for is not in here. Of two attributes with the same key the last one counts.
 */
final class Attributes {

    private final @Nullable AnyValue[] values = new AnyValue[GenAiFields.KEYS.size()];
    private final Notes notes = new Notes();
    private @Nullable List<KeyValue> metadata;
    private @Nullable Map<Integer, LenientJson.@Nullable Parsed> documents;

    private Attributes() {}

    static Attributes of(List<KeyValue> attributes) {
        Attributes result = new Attributes();
        for (KeyValue attribute : attributes) {
            result.add(attribute);
        }
        return result;
    }

    private void add(KeyValue attribute) {
        Integer number = GenAiFields.KEYS.find(attribute.getKey());
        if (number != null) {
            values[number] = attribute.getValue();
        }
        if (Metadata.isEntry(attribute.getKey())) {
            metadata = metadata == null ? new ArrayList<>() : metadata;
            metadata.add(attribute);
        }
    }

    @Nullable
    AnyValue value(int key) {
        return values[key];
    }

    /** The JSON that the text of an attribute is, read once however many fields are in it; {@code null} when it is none. */
    LenientJson.@Nullable Parsed document(int key, String name) {
        AnyValue value = values[key];
        if (value == null || !value.hasStringValue()) {
            return null;
        }
        documents = documents == null ? new HashMap<>() : documents;
        return documents.computeIfAbsent(key, k -> parse(value.getStringValue(), name));
    }

    private LenientJson.@Nullable Parsed parse(String text, String name) {
        String document = unquoted(text);
        if (!LenientJson.isDocument(document)) {
            return null;
        }
        LenientJson.Parsed parsed = LenientJson.parse(document);
        if (parsed == null || !parsed.complete()) {
            notes.add(name + " is cut off");
        }
        return parsed;
    }

    /** Some libraries quote their documents once more. */
    private static String unquoted(String text) {
        LenientJson.Parsed quoted = text.startsWith("\"") ? LenientJson.parse(text) : null;
        return quoted != null && quoted.value() instanceof String inner ? inner : text;
    }

    /** Those that tell what people sent along, each under a key of its own. */
    List<KeyValue> metadata() {
        return metadata == null ? List.of() : metadata;
    }

    /** What is odd about the record. */
    Notes notes() {
        return notes;
    }
}
