package io.observabilityfactory.model.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.model.message.SpanMessages.ToolSpan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each place where messages stand: it is read, and of those that are there the first one wins. */
class MessageSourcesTest {

    private static final List<String> INPUT = List.of(
            "gen_ai.input.messages",
            "llm.input_messages.0.message.content",
            "gen_ai.prompt.0.content",
            "langfuse.observation.input",
            "langfuse.trace.input",
            "ai.prompt.messages",
            "ai.prompt",
            "pydantic_ai.all_messages",
            "traceloop.entity.input",
            "mlflow.spanInputs",
            "input.value",
            "gen_ai.prompt");

    private static final List<String> OUTPUT = List.of(
            "gen_ai.output.messages",
            "llm.output_messages.0.message.content",
            "gen_ai.completion.0.content",
            "langfuse.observation.output",
            "langfuse.trace.output",
            "ai.response.text",
            "ai.result.text",
            "final_result",
            "traceloop.entity.output",
            "mlflow.spanOutputs",
            "output.value",
            "gen_ai.completion");

    private static final List<String> ARGUMENTS = List.of(
            "gen_ai.tool.call.arguments", "ai.toolCall.args", "tool_arguments", "spring.ai.tool.call.arguments");

    private static final List<String> RESULTS =
            List.of("gen_ai.tool.call.result", "ai.toolCall.result", "tool_response", "spring.ai.tool.call.result");

    @Test
    void input_isReadFromTheFirstPlace() {
        for (int first = 0; first < INPUT.size(); first++) {
            assertThat(of(ToolSpan.NONE, INPUT, first).input())
                    .as(INPUT.get(first))
                    .extracting(Message::text)
                    .containsExactly("text " + first);
        }
    }

    @Test
    void output_isReadFromTheFirstPlace() {
        for (int first = 0; first < OUTPUT.size(); first++) {
            assertThat(of(ToolSpan.NONE, OUTPUT, first).output())
                    .as(OUTPUT.get(first))
                    .extracting(Message::text)
                    .containsExactly("text " + first);
        }
    }

    @Test
    void argumentsAndResultOfATool_areReadFromTheFirstPlace() {
        ToolSpan tool = new ToolSpan(true, "look");
        for (int first = 0; first < ARGUMENTS.size(); first++) {
            assertThat(of(tool, ARGUMENTS, first).input())
                    .as(ARGUMENTS.get(first))
                    .containsExactly(Message.of(Message.ASSISTANT, new Part.ToolCall(null, "look", "text " + first)));
            assertThat(of(tool, RESULTS, first).output())
                    .as(RESULTS.get(first))
                    .containsExactly(Message.of(Message.TOOL, new Part.ToolResult(null, "look", "text " + first)));
        }
    }

    @Test
    void objectOfTheAiSdk_isAPartOfItsAnswer() {
        assertThat(SpanMessages.of(ToolSpan.NONE, Map.of("ai.response.object", "{\"city\": \"Paris\"}"), List.of())
                        .output())
                .containsExactly(Message.of(Message.ASSISTANT, new Part.Other("object", Map.of("city", "Paris"))));
        assertThat(SpanMessages.of(
                                ToolSpan.NONE,
                                Map.of("ai.result.toolCalls", "[{\"toolCallId\": \"c1\", \"toolName\": \"look\"}]"),
                                List.of())
                        .output())
                .singleElement()
                .satisfies(message -> assertThat(message.toolCalls()).hasSize(1));
    }

    private static SpanMessages of(ToolSpan tool, List<String> keys, int first) {
        Map<String, Object> attributes = new HashMap<>();
        for (int i = first; i < keys.size(); i++) {
            attributes.put(keys.get(i), "text " + i);
        }
        return SpanMessages.of(tool, attributes, List.of());
    }
}
