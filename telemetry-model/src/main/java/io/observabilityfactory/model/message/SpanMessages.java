package io.observabilityfactory.model.message;

import io.observabilityfactory.model.json.LenientJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a span was given and what it gave back.
 *
 * @param input messages to a model, or the call of a tool
 * @param output messages of a model, or the result of a tool
 */
public record SpanMessages(List<Message> input, List<Message> output) {

    public SpanMessages {
        input = List.copyOf(input);
        output = List.copyOf(output);
    }

    /**
     * @param tool the name of the tool that was called, when the span is a call of one
     * @param attributes JSON object, as it is stored
     * @param events of the span itself, and of log records that belong to it, in the order of time
     */
    public static SpanMessages of(ToolSpan tool, String attributes, List<MessageEvent> events) {
        LenientJson.Parsed parsed = LenientJson.parse(attributes);
        Map<?, ?> values = parsed != null && parsed.value() instanceof Map<?, ?> object ? object : Map.of();
        return of(tool, values, events);
    }

    static SpanMessages of(ToolSpan tool, Map<?, ?> attributes, List<MessageEvent> events) {
        List<Message> input = MessageSources.input(attributes, events);
        List<Message> output = MessageSources.output(attributes, events);
        return tool.isTool()
                ? new SpanMessages(tool.call(attributes, input), tool.result(attributes, output))
                : new SpanMessages(input, output);
    }

    /**
     * Whether a span is the call of a tool, which is told in another way than messages to a model are.
     *
     * @param name of the tool, {@code null} when it has none
     */
    public record ToolSpan(boolean isTool, @Nullable String name) {

        public static final ToolSpan NONE = new ToolSpan(false, null);

        private List<Message> call(Map<?, ?> attributes, List<Message> otherwise) {
            Object arguments = MessageSources.toolArguments(attributes);
            if (arguments == null) {
                return otherwise;
            }
            return List.of(
                    Message.of(Message.ASSISTANT, new Part.ToolCall(id(attributes), name, Parts.arguments(arguments))));
        }

        private List<Message> result(Map<?, ?> attributes, List<Message> otherwise) {
            Object result = MessageSources.toolResult(attributes);
            if (result == null) {
                return otherwise;
            }
            return List.of(Message.of(Message.TOOL, new Part.ToolResult(id(attributes), name, Parts.plain(result))));
        }

        private static @Nullable String id(Map<?, ?> attributes) {
            return Fields.text(attributes, "gen_ai.tool.call.id", "ai.toolCall.id");
        }
    }
}
