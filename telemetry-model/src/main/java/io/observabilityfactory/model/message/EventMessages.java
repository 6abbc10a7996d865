package io.observabilityfactory.model.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages that came as events, one each or all in one. */
final class EventMessages {

    private static final Map<String, String> ROLES = Map.of(
            "gen_ai.system.message", Message.SYSTEM,
            "gen_ai.user.message", Message.USER,
            "gen_ai.assistant.message", Message.ASSISTANT,
            "gen_ai.tool.message", Message.TOOL);

    private static final String CHOICE = "gen_ai.choice";
    private static final String PROMPT = "gen_ai.content.prompt";
    private static final String COMPLETION = "gen_ai.content.completion";
    private static final String DETAILS = "gen_ai.client.inference.operation.details";

    private EventMessages() {}

    static List<Message> input(List<MessageEvent> events) {
        return events.stream().flatMap(event -> input(event).stream()).toList();
    }

    static List<Message> output(List<MessageEvent> events) {
        return events.stream().flatMap(event -> output(event).stream()).toList();
    }

    private static List<Message> input(MessageEvent event) {
        String role = ROLES.get(event.name());
        if (role != null) {
            return one(content(event), role);
        }
        return switch (event.name()) {
            case PROMPT -> Shapes.messages(event.attributes().get("gen_ai.prompt"), Message.USER);
            case DETAILS -> MessageSources.ofConventions(details(event));
            default -> List.of();
        };
    }

    private static List<Message> output(MessageEvent event) {
        return switch (event.name()) {
            case CHOICE -> choice(content(event));
            case COMPLETION -> Shapes.messages(event.attributes().get("gen_ai.completion"), Message.ASSISTANT);
            case DETAILS -> Shapes.messages(details(event).get("gen_ai.output.messages"), Message.ASSISTANT);
            default -> List.of();
        };
    }

    private static List<Message> choice(Map<?, ?> choice) {
        String reason = Fields.text(choice, "finish_reason");
        Object said = Fields.unwrapped(choice.get("message"));
        List<Message> messages;
        if (said instanceof Map<?, ?> message) {
            messages = one(withCalls(message, choice), Message.ASSISTANT);
        } else if (said != null) {
            messages = Shapes.messages(said, Message.ASSISTANT);
        } else {
            messages = one(choice, Message.ASSISTANT);
        }
        return messages.stream().map(message -> message.finished(reason)).toList();
    }

    /** Some libraries put the calls beside the message. */
    private static Map<?, ?> withCalls(Map<?, ?> message, Map<?, ?> choice) {
        Object calls = choice.get("tool_calls");
        if (calls == null || message.get("tool_calls") != null) {
            return message;
        }
        Map<Object, Object> complete = new LinkedHashMap<>(message);
        complete.put("tool_calls", calls);
        return complete;
    }

    /** Content may be a document in a text. */
    private static List<Message> one(Map<?, ?> content, String role) {
        Message message = Shapes.message(unwrapped(content), role);
        return message.parts().isEmpty() ? List.of() : List.of(message);
    }

    private static Map<?, ?> unwrapped(Map<?, ?> content) {
        Object inner = Fields.unwrapped(content.get("content"));
        if (!(inner instanceof List<?>)) {
            return content;
        }
        Map<Object, Object> message = new LinkedHashMap<>(content);
        message.put("content", inner);
        return message;
    }

    /** Log records have it in the body, events of a span in their attributes. */
    private static Map<?, ?> content(MessageEvent event) {
        Object body = Fields.unwrapped(event.body());
        if (body instanceof Map<?, ?> object) {
            return object;
        }
        return body == null ? event.attributes() : Map.of("content", body);
    }

    private static Map<?, ?> details(MessageEvent event) {
        return event.body() instanceof Map<?, ?> body && holdsMessages(body) ? body : event.attributes();
    }

    private static boolean holdsMessages(@Nullable Map<?, ?> body) {
        return body != null
                && (body.containsKey("gen_ai.input.messages") || body.containsKey("gen_ai.output.messages"));
    }
}
