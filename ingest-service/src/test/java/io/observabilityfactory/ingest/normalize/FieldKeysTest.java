package io.observabilityfactory.ingest.normalize;

import static io.observabilityfactory.testkit.OtlpSpans.number;
import static io.observabilityfactory.testkit.OtlpSpans.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.testkit.OtlpSpans;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each key of each field: it is read, and of those that are there the first one wins. */
class FieldKeysTest {

    @ParameterizedTest
    @MethodSource("fields")
    void eachKey_isReadUnlessOneBeforeItIsThere(Row row) {
        for (int first = 0; first < row.keys().size(); first++) {
            Stream<KeyValue> present = IntStream.range(first, row.keys().size()).mapToObj(row::attribute);

            assertThat(row.read(present))
                    .as(row.keys().get(first).name())
                    .isEqualTo(row.expected().apply(first));
        }
    }

    static List<Row> fields() {
        return List.of(
                new Row(
                        "type",
                        span -> span.type().code(),
                        index -> List.of(
                                        "evaluator",
                                        "guardrail",
                                        "embedding",
                                        "agent",
                                        "reranker",
                                        "tool",
                                        "retriever",
                                        "chain",
                                        "tool",
                                        "llm")
                                .get(index),
                        fixed("langfuse.observation.type", "evaluator"),
                        fixed("openinference.span.kind", "GUARDRAIL"),
                        fixed("gen_ai.operation.name", "embeddings"),
                        fixed("traceloop.span.kind", "agent"),
                        fixed("llm.request.type", "rerank"),
                        fixed("ai.operationId", "ai.toolCall"),
                        fixed("mlflow.spanType", "\"RETRIEVER\""),
                        fixed("spring.ai.kind", "advisor"),
                        fixed("gen_ai.tool.call.id", "call_1"),
                        fixed("gen_ai.request.model", "gpt-4o")),
                texts(
                        "provider",
                        span -> span.modelCall().provider(),
                        "gen_ai.provider.name",
                        "gen_ai.system",
                        "llm.provider",
                        "llm.system",
                        "ai.model.provider",
                        "mlflow.llm.provider"),
                texts(
                        "request model",
                        span -> span.modelCall().requestModel(),
                        "gen_ai.request.model",
                        "llm.request.model_name",
                        "llm.model_name",
                        "ai.model.id",
                        "embedding.model_name",
                        "reranker.model_name",
                        "mlflow.llm.model",
                        "langfuse.observation.model.name",
                        "model"),
                texts(
                        "response model",
                        span -> span.modelCall().responseModel(),
                        "gen_ai.response.model",
                        "llm.response.model_name",
                        "ai.response.model"),
                counts(
                        "input tokens",
                        span -> span.usage().reported().input(),
                        count("gen_ai.usage.input_tokens"),
                        count("gen_ai.usage.prompt_tokens"),
                        count("llm.token_count.prompt"),
                        count("ai.usage.inputTokens"),
                        count("ai.usage.promptTokens"),
                        count("ai.usage.tokens"),
                        json("langfuse.observation.usage_details", "{\"input\": %d}"),
                        json("mlflow.chat.tokenUsage", "{\"input_tokens\": %d}")),
                counts(
                        "output tokens",
                        span -> span.usage().reported().output(),
                        count("gen_ai.usage.output_tokens"),
                        count("gen_ai.usage.completion_tokens"),
                        count("llm.token_count.completion"),
                        count("ai.usage.outputTokens"),
                        count("ai.usage.completionTokens"),
                        json("langfuse.observation.usage_details", "{\"output\": %d}"),
                        json("mlflow.chat.tokenUsage", "{\"output_tokens\": %d}")),
                counts(
                        "total tokens",
                        span -> span.usage().reported().total(),
                        count("gen_ai.usage.total_tokens"),
                        count("llm.usage.total_tokens"),
                        count("llm.token_count.total"),
                        count("ai.usage.totalTokens")),
                counts(
                        "cache read",
                        span -> span.usage().reported().cacheRead(),
                        count("gen_ai.usage.cache_read.input_tokens"),
                        count("gen_ai.usage.cache_read_input_tokens"),
                        count("gen_ai.usage.cache_read_tokens"),
                        count("gen_ai.usage.details.cache_read_tokens"),
                        count("gen_ai.usage.prompt_details.cache_read"),
                        count("gen_ai.usage.input_cached_tokens"),
                        count("llm.token_count.prompt_details.cache_read"),
                        count("llm.token_count.prompt_details.cache_input"),
                        count("ai.usage.cachedInputTokens"),
                        json("ai.response.providerMetadata", "{\"openai\": {\"cachedPromptTokens\": %d}}")),
                counts(
                        "cache read of other providers",
                        span -> span.usage().reported().cacheRead(),
                        json(
                                "ai.response.providerMetadata",
                                "{\"anthropic\": {\"usage\": {\"cache_read_input_tokens\": %d}},"
                                        + " \"bedrock\": {\"usage\": {\"cacheReadInputTokens\": 5}}}")),
                counts(
                        "cache read of Bedrock",
                        span -> span.usage().reported().cacheRead(),
                        json(
                                "ai.response.providerMetadata",
                                "{\"bedrock\": {\"usage\": {\"cacheReadInputTokens\": %d}}}")),
                counts(
                        "cache write",
                        span -> span.usage().reported().cacheWrite(),
                        count("gen_ai.usage.cache_write.input_tokens"),
                        count("gen_ai.usage.cache_creation.input_tokens"),
                        count("gen_ai.usage.cache_creation_input_tokens"),
                        count("gen_ai.usage.cache_write_tokens"),
                        count("gen_ai.usage.details.cache_creation_input_tokens"),
                        count("gen_ai.usage.details.cache_write_tokens"),
                        count("gen_ai.usage.prompt_details.cache_write"),
                        count("llm.token_count.prompt_details.cache_write"),
                        json(
                                "ai.response.providerMetadata",
                                "{\"anthropic\": {\"usage\": {\"cache_creation_input_tokens\": %d}}}")),
                counts(
                        "cache write of Bedrock",
                        span -> span.usage().reported().cacheWrite(),
                        json(
                                "ai.response.providerMetadata",
                                "{\"bedrock\": {\"usage\": {\"cacheWriteInputTokens\": %d}}}")),
                counts(
                                "cache write for an hour",
                                span -> span.usage().cacheWriteHour(),
                                count("anthropic.usage.cache_creation.ephemeral_1h_input_tokens"),
                                json(
                                        "ai.response.providerMetadata",
                                        "{\"anthropic\": {\"usage\": {\"cache_creation\": {\"ephemeral_1h_input_tokens\": %d}}}}"),
                                json(
                                        "langfuse.observation.usage_details",
                                        "{\"cache_creation\": {\"ephemeral_1h_input_tokens\": %d}}"),
                                json(
                                        "mlflow.spanOutputs",
                                        "{\"usage\": {\"cache_creation\": {\"ephemeral_1h_input_tokens\": %d}}}"),
                                json(
                                        "output.value",
                                        "{\"usage\": {\"cache_creation\": {\"ephemeral_1h_input_tokens\": %d}}}"))
                        .with(number("gen_ai.usage.cache_write.input_tokens", 1_000)),
                counts(
                        "reasoning",
                        span -> span.usage().reported().reasoning(),
                        count("gen_ai.usage.reasoning.output_tokens"),
                        count("gen_ai.usage.reasoning_tokens"),
                        count("gen_ai.usage.details.reasoning_tokens"),
                        count("gen_ai.usage.completion_details.reasoning"),
                        count("llm.token_count.completion_details.reasoning"),
                        count("ai.usage.reasoningTokens"),
                        count("ai.usage.outputTokenDetails.reasoningTokens")),
                counts(
                        "audio in",
                        span -> span.usage().reported().audioInput(),
                        count("gen_ai.usage.audio.input_tokens"),
                        count("llm.token_count.prompt_details.audio")),
                counts(
                        "audio out",
                        span -> span.usage().reported().audioOutput(),
                        count("gen_ai.usage.audio.output_tokens"),
                        count("llm.token_count.completion_details.audio"),
                        count("gen_ai.usage.completion_details.audio")),
                counts(
                        "reported cost",
                        span -> span.reportedCost().longValueExact(),
                        json("langfuse.observation.cost_details", "{\"total\": %d}"),
                        count("gen_ai.usage.cost"),
                        count("llm.cost.total"),
                        count("llm.cost.prompt"),
                        count("operation.cost"),
                        json("mlflow.llm.cost", "{\"total_cost\": %d}"),
                        json("gen_ai.client.estimated_cost", "%dUSD")),
                texts(
                        "tool",
                        NormalizedSpan::tool,
                        "gen_ai.tool.name",
                        "tool.name",
                        "ai.toolCall.name",
                        "spring.ai.tool.definition.name"),
                new Row(
                                "agent",
                                span -> span.agent().name(),
                                FieldKeysTest::textOf,
                                text("gen_ai.agent.name"),
                                text("agent.name"),
                                text("agent_id"),
                                text("traceloop.entity.name"),
                                text("gen_ai.workflow.name"),
                                text("ai.telemetry.functionId"))
                        .with(OtlpSpans.text("traceloop.span.kind", "agent")),
                texts("agent id", span -> span.agent().id(), "gen_ai.agent.id", "agent_id"),
                texts("agent version", span -> span.agent().version(), "gen_ai.agent.version"),
                texts(
                        "session",
                        span -> span.context().session(),
                        "langfuse.session.id",
                        "session.id",
                        "gen_ai.conversation.id",
                        "traceloop.association.properties.session_id",
                        "ai.telemetry.metadata.sessionId",
                        "spring.ai.chat.client.conversation.id",
                        "mlflow.trace.session"),
                texts(
                        "user",
                        span -> span.context().user(),
                        "langfuse.user.id",
                        "user.id",
                        "enduser.id",
                        "traceloop.association.properties.user_id",
                        "ai.telemetry.metadata.userId",
                        "llm.user",
                        "mlflow.trace.user"),
                texts("run", span -> span.context().runId(), "run.id", "job.id", "gen_ai.agent.run.id"),
                new Row(
                        "tags",
                        span -> span.context().tags(),
                        index -> "[\"" + textOf(index) + "\"]",
                        text("langfuse.trace.tags"),
                        text("tag.tags"),
                        text("ai.telemetry.metadata.tags")),
                texts("environment", NormalizedSpan::environment, "langfuse.environment"),
                texts("release", NormalizedSpan::release, "langfuse.version", "langfuse.release"),
                texts(
                        "finish reason",
                        span -> span.modelCall().finishReason(),
                        "gen_ai.response.finish_reasons",
                        "llm.finish_reason",
                        "gen_ai.completion.0.finish_reason",
                        "gen_ai.completion.7.finish_reason",
                        "ai.response.finishReason"),
                counts(
                        "seconds to the first token",
                        span -> span.firstTokenNanos() / 1_000_000_000,
                        count("gen_ai.response.time_to_first_chunk"),
                        count("gen_ai.client.operation.time_to_first_chunk"),
                        count("gen_ai.server.time_to_first_token"),
                        new Key("ai.response.msToFirstChunk", index -> AnyValue.newBuilder()
                                .setDoubleValue(numberOf(index) * 1_000.0))),
                texts("error", span -> span.outcome().errorType(), "error.type"),
                texts("prompt", span -> span.prompt().name(), "langfuse.observation.prompt.name"),
                texts("prompt version", span -> span.prompt().version(), "langfuse.observation.prompt.version"));
    }

    private static Row texts(String field, Function<NormalizedSpan, Object> reading, String... keys) {
        return new Row(
                field,
                reading,
                FieldKeysTest::textOf,
                Arrays.stream(keys).map(FieldKeysTest::text).toArray(Key[]::new));
    }

    private static Row counts(String field, Function<NormalizedSpan, Object> reading, Key... keys) {
        return new Row(field, reading, FieldKeysTest::numberOf, keys);
    }

    private static Key text(String name) {
        return new Key(name, index -> AnyValue.newBuilder().setStringValue(textOf(index)));
    }

    private static Key fixed(String name, String value) {
        return new Key(name, index -> AnyValue.newBuilder().setStringValue(value));
    }

    private static Key count(String name) {
        return new Key(name, index -> AnyValue.newBuilder().setIntValue(numberOf(index)));
    }

    private static Key json(String name, String template) {
        return new Key(name, index -> AnyValue.newBuilder().setStringValue(template.formatted(numberOf(index))));
    }

    private static String textOf(int index) {
        return "value-" + index;
    }

    private static long numberOf(int index) {
        return 100 + index;
    }

    private record Key(String name, IntFunction<AnyValue.Builder> value) {}

    /**
     * A field and its keys in order.
     *
     * @param reading of a normalized span
     * @param expected from the key with an index
     * @param always what has to be there for the field to be read
     */
    private record Row(
            String field,
            Function<NormalizedSpan, Object> reading,
            IntFunction<Object> expected,
            List<Key> keys,
            List<KeyValue> always) {

        Row(String field, Function<NormalizedSpan, Object> reading, IntFunction<Object> expected, Key... keys) {
            this(field, reading, expected, List.of(keys), List.of());
        }

        Row with(KeyValue attribute) {
            return new Row(field, reading, expected, keys, List.of(attribute));
        }

        KeyValue attribute(int index) {
            Key key = keys.get(index);
            return OtlpSpans.attribute(key.name(), key.value().apply(index));
        }

        Object read(Stream<KeyValue> attributes) {
            return reading.apply(Normalized.of(
                    span("s").addAllAttributes(attributes.toList()).addAllAttributes(always)));
        }

        @Override
        public String toString() {
            return field;
        }
    }
}
