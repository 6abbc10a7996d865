package io.observabilityfactory.model.message;

import io.observabilityfactory.model.json.LenientJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Messages in documents of any shape: those of the OpenTelemetry conventions, requests and answers of providers as they
 * are, and what frameworks make of them. What has no shape that is known is shown as it came.
 */
final class Shapes {

    private static final int DEEPEST = 4;
    private static final int MOST = 1_000;

    /** Names of classes and senders in frameworks. */
    private static final Map<String, String> ROLES = Map.ofEntries(
            Map.entry("human", Message.USER),
            Map.entry("humanmessage", Message.USER),
            Map.entry("ai", Message.ASSISTANT),
            Map.entry("aimessage", Message.ASSISTANT),
            Map.entry("aimessagechunk", Message.ASSISTANT),
            Map.entry("model", Message.ASSISTANT),
            Map.entry("chatbot", Message.ASSISTANT),
            Map.entry("systemmessage", Message.SYSTEM),
            Map.entry("toolmessage", Message.TOOL),
            Map.entry("function", Message.TOOL),
            Map.entry("function_call", Message.ASSISTANT),
            Map.entry("function_call_output", Message.TOOL),
            Map.entry("reasoning", Message.ASSISTANT));

    /** Messages that name their kind where others name their role. */
    private static final Set<String> TYPES =
            Set.of("human", "ai", "system", "tool", "message", "function_call", "function_call_output", "reasoning");

    private Shapes() {}

    /** @param role of whatever names none */
    static List<Message> messages(@Nullable Object document, String role) {
        List<Message> messages = messages(document, role, 0);
        return messages.size() > MOST ? messages.subList(0, MOST) : messages;
    }

    /** Of a list in which each item is a message, whatever it lacks. */
    static List<Message> eachOf(List<?> items, String role) {
        return items.stream()
                .flatMap(item -> item instanceof Map<?, ?> object
                        ? Stream.of(message(object, role))
                        : messages(item, role).stream())
                .filter(message -> !message.parts().isEmpty())
                .toList();
    }

    private static List<Message> messages(@Nullable Object document, String role, int depth) {
        if (document instanceof String text) {
            return ofText(text, role, depth);
        }
        if (document instanceof List<?> list) {
            return ofList(list, role, depth);
        }
        if (document instanceof Map<?, ?> object) {
            return ofObject(object, role, depth);
        }
        return document == null ? List.of() : List.of(Message.of(role, new Part.Other("value", document)));
    }

    private static List<Message> ofText(String text, String role, int depth) {
        if (text.isBlank()) {
            return List.of();
        }
        boolean isJson = LenientJson.isDocument(text) || text.startsWith("\"") || text.equals("null");
        LenientJson.Parsed parsed = isJson && depth < DEEPEST ? LenientJson.parse(text) : null;
        if (parsed == null) {
            return List.of(Message.of(role, new Part.Text(text)));
        }
        if (parsed.complete()) {
            return messages(parsed.value(), role, depth + 1);
        }
        // A text that only begins like JSON is a text.
        return isHardlyAnything(parsed.value())
                ? List.of(Message.of(role, new Part.Text(text)))
                : withLastCut(messages(parsed.value(), role, depth + 1));
    }

    private static boolean isHardlyAnything(@Nullable Object value) {
        return value instanceof String
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> object && object.isEmpty());
    }

    private static List<Message> withLastCut(List<Message> messages) {
        if (messages.isEmpty()) {
            return messages;
        }
        List<Message> cut = new ArrayList<>(messages);
        cut.add(cut.remove(cut.size() - 1).cutOff());
        return cut;
    }

    private static List<Message> ofList(List<?> list, String role, int depth) {
        List<?> items = list.stream().filter(Objects::nonNull).toList();
        if (items.stream().allMatch(item -> item instanceof Map<?, ?> part && Parts.isPart(part))) {
            List<Part> parts = Parts.of(items);
            return parts.isEmpty() ? List.of() : List.of(Message.of(role, parts));
        }
        boolean known = items.stream()
                .allMatch(item -> item instanceof String
                        || (item instanceof Map<?, ?> message && isMessage(message))
                        || (item instanceof List<?> && depth < DEEPEST));
        if (!known) {
            return List.of(Message.of(role, new Part.Other("json", list)));
        }
        return items.stream()
                .limit(MOST)
                .flatMap(item -> messages(item, role, depth + 1).stream())
                .toList();
    }

    private static List<Message> ofObject(Map<?, ?> object, String role, int depth) {
        if (isMessage(object)) {
            return List.of(message(object, role));
        }
        if (depth >= DEEPEST) {
            return List.of(Message.of(role, new Part.Other("json", object)));
        }
        if (object.get("choices") instanceof List<?> choices) {
            return choices.stream()
                    .flatMap(choice -> choice(choice, depth).stream())
                    .toList();
        }
        Object inner = Fields.any(object, "messages", "input_messages");
        if (inner != null) {
            return afterInstructions(object, messages(inner, Message.USER, depth + 1));
        }
        if (object.containsKey("model") || object.containsKey("prompt") || isResponse(object)) {
            Object said = isResponse(object) ? object.get("output") : Fields.any(object, "input", "prompt");
            if (said != null) {
                return afterInstructions(object, messages(said, role, depth + 1));
            }
        }
        if (isEmbeddings(object) || isEmptyCall(object)) {
            return List.of();
        }
        if (object.get("inputs") instanceof Map<?, ?> inputs && !inputs.isEmpty()) {
            return messages(inputs, role, depth + 1);
        }
        return List.of(Message.of(role, new Part.Other("json", object)));
    }

    /** Numbers nobody reads. */
    private static boolean isEmbeddings(Map<?, ?> object) {
        return object.get("data") instanceof List<?> data
                && !data.isEmpty()
                && data.get(0) instanceof Map<?, ?> first
                && first.containsKey("embedding");
    }

    /** Of a function without arguments. */
    private static boolean isEmptyCall(Map<?, ?> object) {
        return object.size() == 2
                && object.get("args") instanceof List<?> positional
                && positional.isEmpty()
                && object.get("kwargs") instanceof Map<?, ?> named
                && named.isEmpty();
    }

    private static boolean isResponse(Map<?, ?> object) {
        return "response".equals(object.get("object")) && object.get("output") instanceof List<?>;
    }

    private static List<Message> afterInstructions(Map<?, ?> request, List<Message> messages) {
        Object instructions = Fields.any(request, "system", "instructions", "system_instruction");
        // An answer repeats the instructions it was given.
        if (instructions == null || isResponse(request)) {
            return messages;
        }
        return withSystem(instructions, messages);
    }

    /** Unless the messages have instructions among them already. */
    static List<Message> withSystem(Object instructions, List<Message> messages) {
        if (messages.stream().anyMatch(message -> message.role().equals(Message.SYSTEM))) {
            return messages;
        }
        List<Message> all = new ArrayList<>(messages(instructions, Message.SYSTEM));
        all.addAll(messages);
        return all;
    }

    private static List<Message> choice(@Nullable Object choice, int depth) {
        if (!(choice instanceof Map<?, ?> object)) {
            return messages(choice, Message.ASSISTANT, depth + 1);
        }
        Object said = Fields.any(object, "message", "delta", "text");
        String reason = Fields.text(object, "finish_reason", "finishReason");
        return messages(said, Message.ASSISTANT, depth + 1).stream()
                .map(message -> message.finished(reason))
                .toList();
    }

    static boolean isMessage(Map<?, ?> object) {
        boolean saysSomething = object.containsKey("content")
                || object.containsKey("parts")
                || object.containsKey("contents")
                || object.containsKey("tool_calls")
                || object.containsKey("toolCalls")
                || object.containsKey("function_call");
        return (object.get("role") instanceof String && (saysSomething || object.size() == 1))
                || object.get("message") instanceof Map<?, ?>
                || (object.get("kwargs") instanceof Map<?, ?> && object.get("id") instanceof List<?>)
                || isTyped(object);
    }

    private static boolean isTyped(Map<?, ?> object) {
        return object.get("type") instanceof String type && TYPES.contains(type) && !object.containsKey("functionCall");
    }

    /** @param role when the message names none */
    static Message message(Map<?, ?> object, String role) {
        if (object.get("message") instanceof Map<?, ?> inner) {
            return message(inner, role).finished(Fields.text(object, "finish_reason", "finishReason"));
        }
        if (object.get("kwargs") instanceof Map<?, ?> inner && object.get("id") instanceof List<?> type) {
            return message(inner, roleOr(String.valueOf(type.get(type.size() - 1)), role));
        }
        if (object.get("data") instanceof Map<?, ?> inner && object.get("type") instanceof String type) {
            return message(inner, roleOr(type, role));
        }
        String actual = role(object, role);
        List<Part> parts = parts(object, actual);
        // Some providers let the user say what tools gave back.
        boolean onlyResults = !parts.isEmpty() && parts.stream().allMatch(Part.ToolResult.class::isInstance);
        return new Message(
                onlyResults ? Message.TOOL : actual,
                parts,
                Fields.text(object, "finish_reason", "finishReason", "stop_reason"),
                false);
    }

    private static String role(Map<?, ?> object, String role) {
        String named = Fields.text(object, "role");
        if (named != null) {
            return roleOr(named, named);
        }
        String type = Fields.text(object, "type");
        return type == null || type.equals("message") ? role : roleOr(type, type);
    }

    private static String roleOr(String name, String otherwise) {
        return ROLES.getOrDefault(name.toLowerCase(Locale.ROOT), otherwise);
    }

    private static List<Part> parts(Map<?, ?> object, String role) {
        String type = Fields.text(object, "type");
        if ("function_call".equals(type)) {
            return List.of(Parts.call(callIdFirst(object)));
        }
        if ("function_call_output".equals(type)) {
            return List.of(Parts.result(callIdFirst(object)));
        }
        if ("reasoning".equals(type)) {
            return List.of(new Part.Other("reasoning", Fields.any(object, "summary", "content")));
        }
        List<Part> parts = new ArrayList<>(Parts.of(Fields.any(object, "parts", "content", "contents")));
        addCalls(object, parts);
        return role.equals(Message.TOOL) ? results(object, parts) : parts;
    }

    /** The id of such an item is its own; what the result refers to is that of the call. */
    private static Map<?, ?> callIdFirst(Map<?, ?> object) {
        Object call = object.get("call_id");
        if (call == null) {
            return object;
        }
        Map<Object, Object> item = new LinkedHashMap<>(object);
        item.put("id", call);
        return item;
    }

    /** Some libraries tell a call twice, among the contents and beside them. */
    private static void addCalls(Map<?, ?> object, List<Part> parts) {
        Set<String> known = new HashSet<>();
        parts.forEach(part -> {
            if (part instanceof Part.ToolCall call && call.id() != null) {
                known.add(call.id());
            }
        });
        for (Object item : calls(object)) {
            if (item instanceof Map<?, ?> wrapped) {
                Map<?, ?> call = wrapped.get("tool_call") instanceof Map<?, ?> inner ? inner : wrapped;
                Part.ToolCall toolCall = Parts.call(call);
                if (toolCall.id() == null || known.add(toolCall.id())) {
                    parts.add(toolCall);
                }
            }
        }
    }

    private static List<?> calls(Map<?, ?> object) {
        Object calls = Fields.unwrapped(Fields.any(object, "tool_calls", "toolCalls"));
        if (calls instanceof List<?> list) {
            return list;
        }
        return object.get("function_call") instanceof Map<?, ?> single && single.get("name") != null
                ? List.of(single)
                : List.of();
    }

    /** A tool's message is the result of the call it names. */
    private static List<Part> results(Map<?, ?> object, List<Part> parts) {
        if (parts.stream().anyMatch(Part.ToolResult.class::isInstance)) {
            return parts;
        }
        String id = Fields.text(object, "tool_call_id", "toolCallId", "id");
        String name = Fields.text(object, "name", "toolName");
        Object result = Parts.plain(Fields.any(object, "content", "parts", "contents"));
        return List.of(new Part.ToolResult(id, name, result));
    }
}
