package io.observabilityfactory.model.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the messages of a span stand, in order of preference: the first place with something in it counts. */
final class MessageSources {

    private static final List<Function<Map<?, ?>, List<Message>>> INPUT = List.of(
            MessageSources::ofConventions,
            dotted("llm.input_messages", Message.USER),
            dotted("gen_ai.prompt", Message.USER),
            document("langfuse.observation.input", Message.USER),
            document("langfuse.trace.input", Message.USER),
            document("ai.prompt.messages", Message.USER),
            document("ai.prompt", Message.USER),
            document("ai.value", Message.USER),
            document("ai.values", Message.USER),
            document("pydantic_ai.all_messages", Message.USER),
            attributes -> EventMessages.input(MessageEvent.ofList(attributes.get("events"))),
            attributes -> EventMessages.input(MessageEvent.ofList(attributes.get("all_messages_events"))),
            document("traceloop.entity.input", Message.USER),
            document("mlflow.spanInputs", Message.USER),
            document("input.value", Message.USER),
            document("gen_ai.prompt", Message.USER),
            document("inputs", Message.USER),
            document("request_data", Message.USER));

    private static final List<Function<Map<?, ?>, List<Message>>> OUTPUT = List.of(
            document("gen_ai.output.messages", Message.ASSISTANT),
            dotted("llm.output_messages", Message.ASSISTANT),
            dotted("gen_ai.completion", Message.ASSISTANT),
            document("langfuse.observation.output", Message.ASSISTANT),
            document("langfuse.trace.output", Message.ASSISTANT),
            MessageSources::ofAiSdk,
            attributes -> EventMessages.output(MessageEvent.ofList(attributes.get("events"))),
            document("final_result", Message.ASSISTANT),
            document("traceloop.entity.output", Message.ASSISTANT),
            document("mlflow.spanOutputs", Message.ASSISTANT),
            document("output.value", Message.ASSISTANT),
            document("gen_ai.completion", Message.ASSISTANT),
            document("response_data", Message.ASSISTANT));

    /** Of a tool: what only tools have, then what every span may have. */
    private static final String[] ARGUMENTS = {
        "gen_ai.tool.call.arguments",
        "ai.toolCall.args",
        "tool_arguments",
        "spring.ai.tool.call.arguments",
        "langfuse.observation.input",
        "traceloop.entity.input",
        "mlflow.spanInputs",
        "input.value"
    };

    private static final String[] RESULT = {
        "gen_ai.tool.call.result",
        "ai.toolCall.result",
        "tool_response",
        "spring.ai.tool.call.result",
        "langfuse.observation.output",
        "traceloop.entity.output",
        "mlflow.spanOutputs",
        "output.value"
    };

    private MessageSources() {}

    static List<Message> input(Map<?, ?> attributes, List<MessageEvent> events) {
        List<Message> messages = first(INPUT, attributes);
        return messages.isEmpty() ? EventMessages.input(events) : messages;
    }

    static List<Message> output(Map<?, ?> attributes, List<MessageEvent> events) {
        List<Message> messages = first(OUTPUT, attributes);
        return messages.isEmpty() ? EventMessages.output(events) : messages;
    }

    private static List<Message> first(List<Function<Map<?, ?>, List<Message>>> sources, Map<?, ?> attributes) {
        for (Function<Map<?, ?>, List<Message>> source : sources) {
            List<Message> messages = source.apply(attributes);
            if (!messages.isEmpty()) {
                return messages;
            }
        }
        return List.of();
    }

    static @Nullable Object toolArguments(Map<?, ?> attributes) {
        Object first = Fields.any(attributes, ARGUMENTS);
        Object schema = attributes.get("tool.parameters");
        // Some instrumentations send the schema of the arguments where the arguments belong.
        return first != null && first.equals(schema) ? attributes.get("input.value") : first;
    }

    static @Nullable Object toolResult(Map<?, ?> attributes) {
        return Fields.any(attributes, RESULT);
    }

    /** Instructions stand apart from the messages. */
    static List<Message> ofConventions(Map<?, ?> attributes) {
        List<Message> messages = Shapes.messages(attributes.get("gen_ai.input.messages"), Message.USER);
        Object instructions = attributes.get("gen_ai.system_instructions");
        return instructions == null ? messages : Shapes.withSystem(instructions, messages);
    }

    private static Function<Map<?, ?>, List<Message>> dotted(String prefix, String role) {
        return attributes -> Shapes.eachOf(Dotted.list(attributes, prefix), role);
    }

    private static Function<Map<?, ?>, List<Message>> document(String key, String role) {
        return attributes -> Shapes.messages(attributes.get(key), role);
    }

    /** Text, object and tool calls of one answer each have a key, which was another one in old versions. */
    private static List<Message> ofAiSdk(Map<?, ?> attributes) {
        List<Part> parts = new ArrayList<>();
        Object text = Fields.any(attributes, "ai.response.text", "ai.result.text");
        parts.addAll(Parts.of(text));
        Object object = Fields.unwrapped(Fields.any(attributes, "ai.response.object", "ai.result.object"));
        if (object != null) {
            parts.add(new Part.Other("object", object));
        }
        Object calls = Fields.any(attributes, "ai.response.toolCalls", "ai.result.toolCalls");
        if (Fields.unwrapped(calls) instanceof List<?> list) {
            list.forEach(call -> parts.addAll(call instanceof Map<?, ?> one ? List.of(Parts.call(one)) : List.of()));
        }
        String reason = Fields.text(attributes, "ai.response.finishReason", "ai.finishReason");
        return parts.isEmpty()
                ? List.of()
                : List.of(Message.of(Message.ASSISTANT, parts).finished(reason));
    }
}
