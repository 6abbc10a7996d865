package io.observabilityfactory.model.message;

import io.observabilityfactory.model.json.LenientJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into objects whose entries have several names in the field. */
final class Fields {

    private Fields() {}

    /** The first entry that is there. */
    static @Nullable Object any(Map<?, ?> object, String... names) {
        for (String name : names) {
            Object value = object.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    static @Nullable String text(Map<?, ?> object, String... names) {
        return any(object, names) instanceof String text && !text.isBlank() ? text : null;
    }

    static List<?> list(Map<?, ?> object, String... names) {
        return any(object, names) instanceof List<?> list ? list : List.of();
    }

    /** What a text stands for that is a whole JSON document, or a quoted text; any other value as it is. */
    static @Nullable Object unwrapped(@Nullable Object value) {
        if (value instanceof String text
                && (LenientJson.isDocument(text) || text.startsWith("\"") || text.equals("null"))) {
            LenientJson.Parsed parsed = LenientJson.parse(text);
            return parsed != null && parsed.complete() ? parsed.value() : text;
        }
        return value;
    }
}
