package io.observabilityfactory.model.trace;

import java.util.Locale;

/** What a span stands for in an agent's run. */
public enum SpanType {
    AGENT,
    LLM,
    EMBEDDING,
    RETRIEVER,
    RERANKER,
    TOOL,
    CHAIN,
    GUARDRAIL,
    EVALUATOR,
    OTHER;

    /** The name used in the database and in every API: lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a name that no type has */
    public static SpanType ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Whether spans of this type are counted in statistics; the rest only structure a trace. */
    public boolean counted() {
        return this != CHAIN && this != OTHER;
    }
}
