package io.observabilityfactory.ingest.privacy;

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
            "gen_ai.tool.args",
            "gen_ai.prompt",
            "gen_ai.completion",
            "gen_ai.event.content",
            "gen_ai.input.text",
            "gen_ai.retrieval.query.text",
            "gen_ai.retrieval.documents",
            "input.value",
            "output.value",
            "tool.parameters",
            "reranker.query",
            "traceloop.entity.input",
            "traceloop.entity.output",
            "langfuse.observation.input",
            "langfuse.observation.output",
            "langfuse.trace.input",
            "langfuse.trace.output",
            "mlflow.spanInputs",
            "mlflow.spanOutputs",
            "mlflow.traceInputs",
            "mlflow.traceOutputs",
            "pydantic_ai.all_messages",
            "all_messages_events",
            "events",
            "inputs",
            "model_request_parameters",
            "final_result",
            "tool_arguments",
            "tool_response",
            "request_data",
            "response_data",
            "function.args",
            "function.kwargs",
            "ai.prompt",
            "ai.value",
            "ai.values",
            "ai.embedding",
            "ai.embeddings",
            "ai.response.text",
            "ai.response.object",
            "ai.response.reasoning",
            "ai.response.toolCalls",
            "ai.toolCall.args",
            "ai.toolCall.result",
            "spring.ai.tool.call.arguments",
            "spring.ai.tool.call.result");

    private static final String[] PREFIXES = {
        "gen_ai.prompt.",
        "gen_ai.completion.",
        "llm.input_messages.",
        "llm.output_messages.",
        "llm.prompts.",
        "llm.completions.",
        "llm.prompt_template.",
        "llm.function_call",
        "ai.prompt.",
        "ai.result.",
        "retrieval.documents.",
        "reranker.input_documents.",
        "reranker.output_documents.",
        "embedding.embeddings."
    };

    private MessageContent() {}

    static boolean isIn(String key) {
        if (KEYS.contains(key)) {
            return true;
        }
        // Asked for every text of every span: no stream.
        for (String prefix : PREFIXES) {
            if (key.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
