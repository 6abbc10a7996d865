package io.observabilityfactory.model.trace;

import java.util.Arrays;
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

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The name used in the database and in every API: lower case. */
    public String code() {
        return code;
    }

    /** {@link #OTHER} for a name that no type has: a newer version may have stored it. */
    public static SpanType ofCode(String code) {
        return Arrays.stream(values())
                .filter(type -> type.code().equals(code))
                .findFirst()
                .orElse(OTHER);
    }

    /** Whether a span of this type is a call of a model, which is what providers bill. */
    public boolean callsModel() {
        return this == LLM || this == EMBEDDING || this == RERANKER;
    }

    /** Whether spans of this type are counted in statistics; the rest only structure a trace. */
    public boolean counted() {
        return this != CHAIN && this != OTHER;
    }
}
