package io.observabilityfactory.ingest.normalize;

import static java.util.Map.entry;

import io.observabilityfactory.model.trace.SpanType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a span stands for, from the kind it names, or from what it carries when it names none.
 *
 * <p>A framework's span around a model's call is a {@link SpanType#CHAIN} or an {@link SpanType#AGENT}, never a
 * {@link SpanType#LLM}: its counts are those of the calls within it once more.
 */
final class SpanTypes {

    /** In order; a name that is not listed, as it says nothing, leaves the decision to the next. */
    private static final List<Naming> NAMINGS = List.of(
            new Naming(
                    GenAiFields.OBSERVATION_TYPE,
                    Map.of(
                            "generation", SpanType.LLM,
                            "embedding", SpanType.EMBEDDING,
                            "agent", SpanType.AGENT,
                            "tool", SpanType.TOOL,
                            "chain", SpanType.CHAIN,
                            "retriever", SpanType.RETRIEVER,
                            "evaluator", SpanType.EVALUATOR,
                            "guardrail", SpanType.GUARDRAIL,
                            "event", SpanType.OTHER)),
            new Naming(
                    GenAiFields.OPENINFERENCE_KIND,
                    Map.of(
                            "llm", SpanType.LLM,
                            "embedding", SpanType.EMBEDDING,
                            "chain", SpanType.CHAIN,
                            "retriever", SpanType.RETRIEVER,
                            "reranker", SpanType.RERANKER,
                            "tool", SpanType.TOOL,
                            "agent", SpanType.AGENT,
                            "guardrail", SpanType.GUARDRAIL,
                            "evaluator", SpanType.EVALUATOR,
                            "prompt", SpanType.CHAIN)),
            new Naming(
                    GenAiFields.OPERATION,
                    Map.ofEntries(
                            entry("chat", SpanType.LLM),
                            entry("text_completion", SpanType.LLM),
                            entry("completion", SpanType.LLM),
                            entry("generate_content", SpanType.LLM),
                            entry("image", SpanType.LLM),
                            entry("audio", SpanType.LLM),
                            entry("embeddings", SpanType.EMBEDDING),
                            entry("embedding", SpanType.EMBEDDING),
                            entry("retrieval", SpanType.RETRIEVER),
                            entry("vectordb", SpanType.RETRIEVER),
                            entry("rerank", SpanType.RERANKER),
                            entry("execute_tool", SpanType.TOOL),
                            entry("create_agent", SpanType.OTHER),
                            entry("invoke_agent", SpanType.AGENT),
                            entry("agent", SpanType.AGENT),
                            entry("invoke_workflow", SpanType.CHAIN),
                            entry("plan", SpanType.CHAIN))),
            new Naming(
                    GenAiFields.TRACELOOP_KIND,
                    Map.of(
                            "workflow", SpanType.CHAIN,
                            "task", SpanType.CHAIN,
                            "agent", SpanType.AGENT,
                            "tool", SpanType.TOOL)),
            new Naming(
                    GenAiFields.REQUEST_TYPE,
                    Map.of(
                            "chat", SpanType.LLM,
                            "completion", SpanType.LLM,
                            "embedding", SpanType.EMBEDDING,
                            "rerank", SpanType.RERANKER)),
            new Naming(GenAiFields.AI_SDK_OPERATION, AiSdkOperations::type),
            new Naming(
                    GenAiFields.MLFLOW_TYPE,
                    Map.ofEntries(
                            entry("llm", SpanType.LLM),
                            entry("chat_model", SpanType.LLM),
                            entry("embedding", SpanType.EMBEDDING),
                            entry("chain", SpanType.CHAIN),
                            entry("workflow", SpanType.CHAIN),
                            entry("task", SpanType.CHAIN),
                            entry("parser", SpanType.CHAIN),
                            entry("agent", SpanType.AGENT),
                            entry("tool", SpanType.TOOL),
                            entry("retriever", SpanType.RETRIEVER),
                            entry("reranker", SpanType.RERANKER),
                            entry("guardrail", SpanType.GUARDRAIL),
                            entry("evaluator", SpanType.EVALUATOR))),
            new Naming(
                    GenAiFields.SPRING_KIND,
                    Map.of(
                            "chat_client", SpanType.CHAIN,
                            "advisor", SpanType.CHAIN,
                            "vector_store", SpanType.RETRIEVER,
                            "tool_call", SpanType.TOOL)));

    /** Of frameworks that set it beside a kind of their own; it tells no more than that it is no call of a model. */
    private static final String FRAMEWORK = "framework";

    private SpanTypes() {}

    static SpanType of(Attributes attributes) {
        for (Naming naming : NAMINGS) {
            SpanType type = naming.type(attributes);
            if (type != null) {
                return type;
            }
        }
        return ofContent(attributes);
    }

    private static SpanType ofContent(Attributes attributes) {
        if (GenAiFields.TOOL_CALL.isIn(attributes)) {
            return SpanType.TOOL;
        }
        if (GenAiFields.AGENT_RUN.isIn(attributes)) {
            return SpanType.AGENT;
        }
        if (FRAMEWORK.equals(GenAiFields.OPERATION.in(attributes))) {
            return SpanType.CHAIN;
        }
        if (GenAiFields.EMBEDDING_MODEL.isIn(attributes)) {
            return SpanType.EMBEDDING;
        }
        if (GenAiFields.RERANKER_MODEL.isIn(attributes)) {
            return SpanType.RERANKER;
        }
        boolean namesModel = GenAiFields.REQUEST_MODEL.isIn(attributes) || GenAiFields.RESPONSE_MODEL.isIn(attributes);
        return namesModel ? SpanType.LLM : SpanType.OTHER;
    }

    /** What a convention calls the types. */
    private record Naming(Field<String> field, Function<String, @Nullable SpanType> types) {

        Naming(Field<String> field, Map<String, SpanType> types) {
            this(field, types::get);
        }

        @Nullable
        SpanType type(Attributes attributes) {
            String name = field.in(attributes);
            return name == null ? null : types.apply(name.toLowerCase(Locale.ROOT));
        }
    }
}
