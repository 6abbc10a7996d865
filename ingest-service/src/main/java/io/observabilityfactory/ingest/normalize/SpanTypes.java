package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.model.trace.SpanType;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a span stands for, from the operation it names, or from what it carries when it names none. */
final class SpanTypes {

    private static final Map<String, SpanType> BY_OPERATION = Map.ofEntries(
            Map.entry("chat", SpanType.LLM),
            Map.entry("text_completion", SpanType.LLM),
            Map.entry("completion", SpanType.LLM),
            Map.entry("generate_content", SpanType.LLM),
            Map.entry("embeddings", SpanType.EMBEDDING),
            Map.entry("retrieval", SpanType.RETRIEVER),
            Map.entry("execute_tool", SpanType.TOOL),
            Map.entry("create_agent", SpanType.OTHER),
            Map.entry("invoke_agent", SpanType.AGENT),
            Map.entry("invoke_workflow", SpanType.CHAIN),
            Map.entry("plan", SpanType.CHAIN));

    private SpanTypes() {}

    static SpanType of(Attributes attributes) {
        @Nullable String operation = attributes.text(GenAiKeys.OPERATION);
        SpanType named = operation == null ? null : BY_OPERATION.get(operation.toLowerCase(Locale.ROOT));
        return named != null ? named : ofContent(attributes);
    }

    private static SpanType ofContent(Attributes attributes) {
        if (attributes.hasAny(GenAiKeys.TOOL_CALL)) {
            return SpanType.TOOL;
        }
        boolean namesModel = attributes.hasAny(GenAiKeys.REQUEST_MODEL) || attributes.hasAny(GenAiKeys.RESPONSE_MODEL);
        return namesModel ? SpanType.LLM : SpanType.OTHER;
    }
}
