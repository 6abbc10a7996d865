package io.observabilityfactory.model.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that was said.
 *
 * @param role {@code system}, {@code user}, {@code assistant} or {@code tool} as a rule
 * @param finishReason why the model stopped, of an answer
 * @param cut whether what it was read from was cut off, so that something is missing at its end or after it
 */
public record Message(
        String role, List<Part> parts, @Nullable String finishReason, boolean cut) {

    public static final String SYSTEM = "system";
    public static final String USER = "user";
    public static final String ASSISTANT = "assistant";
    public static final String TOOL = "tool";

    public Message {
        parts = List.copyOf(parts);
    }

    static Message of(String role, List<Part> parts) {
        return new Message(role, parts, null, false);
    }

    static Message of(String role, Part part) {
        return of(role, List.of(part));
    }

    Message finished(@Nullable String reason) {
        return reason == null || finishReason != null ? this : new Message(role, parts, reason, cut);
    }

    Message cutOff() {
        return new Message(role, parts, finishReason, true);
    }

    /** The calls of tools among the parts. */
    public List<Part.ToolCall> toolCalls() {
        return parts.stream()
                .filter(Part.ToolCall.class::isInstance)
                .map(Part.ToolCall.class::cast)
                .toList();
    }

    /** All texts of the message, one after the other. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text piece) {
                text.append(piece.text());
            }
        }
        return text.toString();
    }

    /** For JSON documents. */
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("role", role);
        json.put("parts", parts.stream().map(Part::toJson).toList());
        json.put("toolCalls", toolCalls().stream().map(Message::callJson).toList());
        if (finishReason != null) {
            json.put("finishReason", finishReason);
        }
        if (cut) {
            json.put("cut", true);
        }
        return json;
    }

    private static Map<String, @Nullable Object> callJson(Part.ToolCall call) {
        Map<String, @Nullable Object> json = call.toJson();
        json.remove("type");
        return json;
    }
}
