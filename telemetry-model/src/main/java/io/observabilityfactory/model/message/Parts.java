package io.observabilityfactory.model.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pieces of a message, however a library or a provider spells them. */
final class Parts {

    private static final String KWARGS = "kwargs";
    private static final String ARGS = "args";

    private Parts() {}

    /** @param content a text, a part, or a list of both */
    static List<Part> of(@Nullable Object content) {
        List<Part> parts = new ArrayList<>();
        if (content instanceof List<?> list) {
            list.forEach(item -> parts.addAll(of(item)));
        } else if (content instanceof String text) {
            if (!text.isEmpty()) {
                parts.add(new Part.Text(text));
            }
        } else if (content instanceof Map<?, ?> object) {
            parts.add(part(object));
        } else if (content != null) {
            parts.add(new Part.Other("value", content));
        }
        return parts;
    }

    /** Whether an object is a part and not a message. */
    static boolean isPart(Map<?, ?> object) {
        return object.get("type") instanceof String && !Shapes.isMessage(object);
    }

    private static Part part(Map<?, ?> object) {
        if (object.get("tool_call") instanceof Map<?, ?> inner) {
            return call(inner);
        }
        if (object.get("message_content") instanceof Map<?, ?> inner) {
            return part(inner);
        }
        String type = type(object);
        return switch (type) {
            case "text", "input_text", "output_text" -> text(object);
            case "tool_call", "tool-call", "tool_use", "function_call", "function", "server_tool_call" -> call(object);
            case "tool_call_response",
                    "tool-result",
                    "tool_result",
                    "function_call_output",
                    "server_tool_call_response" -> result(object);
            case "toolUse", "functionCall" -> call(inner(object, type));
            case "toolResult", "functionResponse" -> result(inner(object, type));
            default -> new Part.Other(type, object);
        };
    }

    /** Some providers name the kind of a part by its only entry. */
    private static String type(Map<?, ?> object) {
        if (object.get("type") instanceof String type) {
            return type;
        }
        for (String name : List.of("text", "toolUse", "toolResult", "functionCall", "functionResponse")) {
            if (object.containsKey(name)) {
                return name;
            }
        }
        return "value";
    }

    private static Map<?, ?> inner(Map<?, ?> object, String name) {
        return object.get(name) instanceof Map<?, ?> inner ? inner : object;
    }

    private static Part text(Map<?, ?> object) {
        return Fields.any(object, "text", "content") instanceof String text
                ? new Part.Text(text)
                : new Part.Other("text", object);
    }

    static Part.ToolCall call(Map<?, ?> object) {
        Map<?, ?> function = inner(object, "function");
        return new Part.ToolCall(
                Fields.text(object, "id", "call_id", "toolCallId", "tool_call_id", "toolUseId"),
                Fields.text(function, "name", "toolName", "tool_name"),
                arguments(Fields.any(function, "arguments", "args", "input")));
    }

    static Part.ToolResult result(Map<?, ?> object) {
        Object result = Fields.any(object, "response", "result", "output", "content");
        return new Part.ToolResult(
                Fields.text(object, "tool_use_id", "id", "call_id", "toolCallId", "tool_call_id", "toolUseId"),
                Fields.text(object, "name", "toolName", "tool_name"),
                plain(result));
    }

    /** What a tool is given. Decorators of functions tell it as positional and named arguments. */
    static @Nullable Object arguments(@Nullable Object value) {
        Object arguments = Fields.unwrapped(value);
        boolean isCall = arguments instanceof Map<?, ?> call
                && call.get(KWARGS) instanceof Map<?, ?>
                && call.get(ARGS) instanceof List<?> positional
                && positional.isEmpty();
        return isCall ? ((Map<?, ?>) arguments).get(KWARGS) : arguments;
    }

    /** A result that is nothing but text, as text. */
    static @Nullable Object plain(@Nullable Object result) {
        Object value = Fields.unwrapped(result);
        if (value instanceof Map<?, ?> typed && typed.get("value") != null && typed.get("type") instanceof String) {
            return typed.get("value");
        }
        if (value instanceof List<?> list && !list.isEmpty()) {
            List<Part> parts = of(list);
            boolean allText = parts.stream().allMatch(Part.Text.class::isInstance);
            return allText ? Message.of(Message.TOOL, parts).text() : value;
        }
        return value;
    }
}
