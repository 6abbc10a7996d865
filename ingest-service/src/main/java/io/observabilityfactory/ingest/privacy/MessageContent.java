package io.observabilityfactory.ingest.privacy;

import java.util.List;
import java.util.Set;

/** Which attributes hold what people and models said, or what tools were given and returned. */
final class MessageContent {

    private static final Set<String> KEYS = Set.of(
            "gen_ai.input.messages",
            "gen_ai.output.messages",
            "gen_ai.system_instructions",
            "gen_ai.tool.definitions",
            "gen_ai.tool.call.arguments",
            "gen_ai.tool.call.result",
            "gen_ai.prompt",
            "gen_ai.completion",
            "gen_ai.event.content",
            "input.value",
            "output.value",
            "traceloop.entity.input",
            "traceloop.entity.output",
            "langfuse.observation.input",
            "langfuse.observation.output",
            "langfuse.trace.input",
            "langfuse.trace.output",
            "mlflow.spanInputs",
            "mlflow.spanOutputs",
            "pydantic_ai.all_messages",
            "final_result",
            "tool_arguments",
            "tool_response",
            "ai.prompt",
            "ai.response.text",
            "ai.response.object",
            "ai.response.toolCalls",
            "ai.toolCall.args",
            "ai.toolCall.result",
            "spring.ai.tool.call.arguments",
            "spring.ai.tool.call.result");

    private static final List<String> PREFIXES = List.of(
            "gen_ai.prompt.",
            "gen_ai.completion.",
            "llm.input_messages.",
            "llm.output_messages.",
            "llm.prompts.",
            "llm.completions.",
            "ai.prompt.",
            "ai.result.",
            "retrieval.documents.",
            "embedding.embeddings.");

    private MessageContent() {}

    static boolean isIn(String key) {
        return KEYS.contains(key) || PREFIXES.stream().anyMatch(key::startsWith);
    }
}
