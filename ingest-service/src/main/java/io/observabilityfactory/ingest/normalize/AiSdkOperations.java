package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.model.trace.SpanType;
import org.jspecify.annotations.Nullable;

/** The AI SDK's operations: {@code ai.generateText} is around one or more {@code ai.generateText.doGenerate}. */
final class AiSdkOperations {

    private static final String PREFIX = "ai.";

    private AiSdkOperations() {}

    /** @param reported in lower case, perhaps followed by the id of the function that the application gave it */
    static @Nullable SpanType type(String reported) {
        if (!reported.startsWith(PREFIX)) {
            return null;
        }
        int space = reported.indexOf(' ');
        String operation = space < 0 ? reported : reported.substring(0, space);
        String step = operation.substring(operation.lastIndexOf('.') + 1);
        return switch (step) {
            case "dogenerate", "dostream" -> SpanType.LLM;
            case "doembed" -> SpanType.EMBEDDING;
            case "dorerank" -> SpanType.RERANKER;
            case "toolcall" -> SpanType.TOOL;
            default -> SpanType.CHAIN;
        };
    }
}
