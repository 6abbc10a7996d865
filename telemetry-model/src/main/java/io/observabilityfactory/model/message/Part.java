package io.observabilityfactory.model.message;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of a message. What is in it is text, or a value as {@code LenientJson} reads it. */
public sealed interface Part {

    /** For JSON documents: {@code type} tells which one it is. */
    Map<String, @Nullable Object> toJson();

    record Text(String text) implements Part {
        @Override
        public Map<String, @Nullable Object> toJson() {
            return json("text", "text", text);
        }
    }

    /**
     * A model wants a tool to be called.
     *
     * @param arguments an object as a rule; text that is none as it came
     */
    record ToolCall(
            @Nullable String id,
            @Nullable String name,
            @Nullable Object arguments) implements Part {
        @Override
        public Map<String, @Nullable Object> toJson() {
            return json("tool_call", "id", id, "name", name, "arguments", arguments);
        }
    }

    /** What a tool gave back for the call with the same id. */
    record ToolResult(
            @Nullable String id,
            @Nullable String name,
            @Nullable Object result) implements Part {
        @Override
        public Map<String, @Nullable Object> toJson() {
            return json("tool_result", "id", id, "name", name, "result", result);
        }
    }

    /** Reasoning, images and whatever else there is, as it came. */
    record Other(String kind, @Nullable Object content) implements Part {
        @Override
        public Map<String, @Nullable Object> toJson() {
            return json("other", "kind", kind, "content", content);
        }
    }

    private static Map<String, @Nullable Object> json(String type, @Nullable Object... entries) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("type", type);
        for (int i = 0; i < entries.length; i += 2) {
            json.put(String.valueOf(entries[i]), entries[i + 1]);
        }
        return json;
    }
}
