package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.ingest.normalize.Field.Reader;
import io.observabilityfactory.model.usage.InputConvention;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which attribute means what: the keys of each field in order, the first usable one wins. All instrumentations are in this
 * one table. What a key cannot say alone is said by a small class beside it, named where it is used.
 */
final class GenAiFields {

    static final KeyIndex KEYS = new KeyIndex();

    // What the span stands for; SpanTypes tells the types by their names.

    static final Field<String> OBSERVATION_TYPE = text("langfuse.observation.type");
    static final Field<String> OPENINFERENCE_KIND = text("openinference.span.kind");
    static final Field<String> OPERATION = text("gen_ai.operation.name");
    static final Field<String> TRACELOOP_KIND = text("traceloop.span.kind");
    static final Field<String> REQUEST_TYPE = text("llm.request.type");
    static final Field<String> AI_SDK_OPERATION = text("ai.operationId", "operation.name");
    static final Field<String> MLFLOW_TYPE = text("mlflow.spanType");
    static final Field<String> SPRING_KIND = text("spring.ai.kind");

    static final Field<String> AGENT_RUN = text("final_result", "all_messages_events", "pydantic_ai.all_messages");

    // Which model was called, and how it ended.

    static final Field<String> PROVIDER = field(
            Providers::read,
            "gen_ai.provider.name",
            "gen_ai.system",
            "llm.provider",
            "llm.system",
            "ai.model.provider",
            "mlflow.llm.provider");
    static final Field<String> EMBEDDING_MODEL = text("embedding.model_name");
    static final Field<String> RERANKER_MODEL = text("reranker.model_name");
    static final Field<String> REQUEST_MODEL = text(
                    "gen_ai.request.model",
                    "llm.request.model_name",
                    "llm.model_name",
                    "ai.model.id",
                    "embedding.model_name",
                    "reranker.model_name",
                    "mlflow.llm.model",
                    "langfuse.observation.model.name",
                    "model")
            .orIn("llm.invocation_parameters", parameters -> Values.textOf(parameters.get("model")));
    static final Field<String> RESPONSE_MODEL =
            text("gen_ai.response.model", "llm.response.model_name", "ai.response.model");
    static final Field<String> RESPONSE_ID = text("gen_ai.response.id", "ai.response.id");
    static final Field<String> FINISH_REASON = field(
                    Values::reason, "gen_ai.response.finish_reasons", "llm.finish_reason")
            .or(Values::reason, indexed("gen_ai.completion.", ".finish_reason"))
            .or(
                    Values::reason,
                    "ai.response.finishReason",
                    "langfuse.observation.metadata.finish_reason",
                    "anthropic.message.stop_reason")
            .orIn("mlflow.spanOutputs", ProviderAnswer::finishReason);

    // Tokens as they are reported. TokenCounts takes their overlaps apart, InputConventions knows who reports what how.

    static final Field<Long> INPUT_TOKENS = count(
                    "gen_ai.usage.input_tokens",
                    "gen_ai.usage.prompt_tokens",
                    "llm.token_count.prompt",
                    "ai.usage.inputTokens",
                    "ai.usage.promptTokens",
                    "ai.usage.tokens")
            .orIn("langfuse.observation.usage_details", LangfuseUsage::input)
            .orIn("mlflow.chat.tokenUsage", MlflowUsage::input)
            .orIn("mlflow.spanOutputs", ProviderAnswer::inputTokens)
            .or(Values::count, "gen_ai.aggregated_usage.input_tokens");
    static final Field<Long> OUTPUT_TOKENS = count(
                    "gen_ai.usage.output_tokens",
                    "gen_ai.usage.completion_tokens",
                    "llm.token_count.completion",
                    "ai.usage.outputTokens",
                    "ai.usage.completionTokens")
            .orIn("langfuse.observation.usage_details", LangfuseUsage::output)
            .orIn("mlflow.chat.tokenUsage", MlflowUsage::output)
            .or(Values::count, "gen_ai.aggregated_usage.output_tokens");
    static final Field<Long> TOTAL_TOKENS = count(
                    "gen_ai.usage.total_tokens",
                    "llm.usage.total_tokens",
                    "llm.token_count.total",
                    "ai.usage.totalTokens")
            .orIn("langfuse.observation.usage_details", LangfuseUsage::total)
            .orIn("mlflow.chat.tokenUsage", MlflowUsage::total);
    static final Field<Long> CACHE_READ_TOKENS = count(
                    "gen_ai.usage.cache_read.input_tokens",
                    "gen_ai.usage.cache_read_input_tokens",
                    "gen_ai.usage.cache_read_tokens",
                    "gen_ai.usage.details.cache_read_tokens",
                    "gen_ai.usage.details.cache_read_input_tokens",
                    "gen_ai.usage.prompt_details.cache_read",
                    "gen_ai.usage.input_cached_tokens",
                    "llm.token_count.prompt_details.cache_read",
                    "llm.token_count.prompt_details.cache_input",
                    "ai.usage.inputTokenDetails.cacheReadTokens",
                    "ai.usage.cachedInputTokens")
            .orIn("ai.response.providerMetadata", ProviderMetadata::cacheRead)
            .orIn("langfuse.observation.usage_details", LangfuseUsage::cacheRead)
            .orIn("mlflow.chat.tokenUsage", MlflowUsage::cacheRead)
            .or(
                    Values::count,
                    "gen_ai.aggregated_usage.cache_read.input_tokens",
                    "gen_ai.aggregated_usage.cache_read_tokens",
                    "gen_ai.aggregated_usage.details.cache_read_tokens");
    static final Field<Long> CACHE_WRITE_TOKENS = count(
                    "gen_ai.usage.cache_write.input_tokens",
                    "gen_ai.usage.cache_creation.input_tokens",
                    "gen_ai.usage.cache_creation_input_tokens",
                    "gen_ai.usage.cache_write_input_tokens",
                    "gen_ai.usage.cache_write_tokens",
                    "gen_ai.usage.details.cache_creation_input_tokens",
                    "gen_ai.usage.details.cache_write_tokens",
                    "gen_ai.usage.prompt_details.cache_write",
                    "llm.token_count.prompt_details.cache_write",
                    "ai.usage.inputTokenDetails.cacheWriteTokens")
            .orIn("ai.response.providerMetadata", ProviderMetadata::cacheWrite)
            .orIn("langfuse.observation.usage_details", LangfuseUsage::cacheWrite)
            .orIn("mlflow.chat.tokenUsage", MlflowUsage::cacheWrite)
            .or(
                    Values::count,
                    "gen_ai.aggregated_usage.cache_creation.input_tokens",
                    "gen_ai.aggregated_usage.cache_write_tokens",
                    "gen_ai.aggregated_usage.details.cache_write_tokens");
    /** Of those written to the cache, the ones that are kept for an hour and cost more; looked for when some were written. */
    static final Field<Long> CACHE_WRITE_HOUR_TOKENS = count("anthropic.usage.cache_creation.ephemeral_1h_input_tokens")
            .orIn("ai.response.providerMetadata", ProviderMetadata::cacheWriteHour)
            .orIn("langfuse.observation.usage_details", CacheWrites::forAnHour)
            .orIn("mlflow.spanOutputs", ProviderAnswer::cacheWriteHour)
            .orIn("output.value", ProviderAnswer::cacheWriteHour);

    static final Field<Long> REASONING_TOKENS = count(
                    "gen_ai.usage.reasoning.output_tokens",
                    "gen_ai.usage.reasoning_tokens",
                    "gen_ai.usage.details.reasoning_tokens",
                    "gen_ai.usage.completion_details.reasoning",
                    "llm.token_count.completion_details.reasoning",
                    "ai.usage.reasoningTokens",
                    "ai.usage.outputTokenDetails.reasoningTokens")
            .orIn("langfuse.observation.usage_details", LangfuseUsage::reasoning)
            .orIn("mlflow.chat.tokenUsage", MlflowUsage::reasoning)
            .orIn("mlflow.spanOutputs", ProviderAnswer::reasoningTokens)
            .or(Values::count, "gen_ai.aggregated_usage.details.reasoning_tokens");
    static final Field<Long> AUDIO_INPUT_TOKENS = count(
                    "gen_ai.usage.audio.input_tokens",
                    "gen_ai.usage.details.input_audio_tokens",
                    "gen_ai.usage.prompt_details.audio",
                    "llm.token_count.prompt_details.audio")
            .orIn("langfuse.observation.usage_details", LangfuseUsage::audioInput);
    static final Field<Long> AUDIO_OUTPUT_TOKENS = count(
                    "gen_ai.usage.audio.output_tokens",
                    "gen_ai.usage.details.output_audio_tokens",
                    "llm.token_count.completion_details.audio",
                    "gen_ai.usage.completion_details.audio")
            .orIn("langfuse.observation.usage_details", LangfuseUsage::audioOutput);

    static final Field<Long> AI_SDK_INPUT_DETAILS =
            count("ai.usage.inputTokenDetails.noCacheTokens", "ai.usage.inputTokenDetails.cacheReadTokens");
    static final Field<InputConvention> LANGFUSE_CONVENTION =
            Field.<InputConvention>none(KEYS).orIn("langfuse.observation.usage_details", LangfuseUsage::convention);

    // What the client thinks it cost, in USD; see ReportedCost.

    static final Field<BigDecimal> REPORTED_COST = Field.<BigDecimal>none(KEYS)
            .orIn("langfuse.observation.cost_details", LangfuseUsage::cost)
            .or(Values::usd, "gen_ai.usage.cost", "llm.cost.total");
    static final Field<BigDecimal> REPORTED_PROMPT_COST = field(Values::usd, "llm.cost.prompt");
    static final Field<BigDecimal> REPORTED_COMPLETION_COST = field(Values::usd, "llm.cost.completion");
    static final Field<BigDecimal> REPORTED_COST_OTHERWISE = field(Values::usd, "operation.cost")
            .orIn("mlflow.llm.cost", MlflowUsage::cost)
            .or(Values::usd, "gen_ai.client.estimated_cost");

    // When the answer began; see FirstToken.

    static final Field<Long> FIRST_TOKEN_NANOS = field(
                    Values::nanosOfSeconds,
                    "gen_ai.response.time_to_first_chunk",
                    "gen_ai.client.operation.time_to_first_chunk",
                    "gen_ai.server.time_to_first_token")
            .or(Values::nanosOfMillis, "ai.response.msToFirstChunk");
    static final Field<Instant> COMPLETION_START = field(Values::instant, "langfuse.observation.completion_start_time");

    // Who acted; Actors knows whose names count when.

    static final Field<String> AGENT_NAME = text("gen_ai.agent.name", "agent.name", "agent_name", "agent_id");
    static final Field<String> AGENT_NAME_OTHERWISE = text("gen_ai.workflow.name", "ai.telemetry.functionId");
    static final Field<String> AGENT_ID = text("gen_ai.agent.id", "agent.id", "agent_id");
    static final Field<String> AGENT_VERSION = text("gen_ai.agent.version", "agent.version");
    static final Field<String> TRACELOOP_ENTITY = text("traceloop.entity.name");
    static final Field<String> TOOL =
            text("gen_ai.tool.name", "tool.name", "ai.toolCall.name", "spring.ai.tool.definition.name");
    static final Field<String> TOOL_CALL = text("gen_ai.tool.name", "gen_ai.tool.call.id");

    // On whose behalf, and what for.

    static final Field<String> SESSION = text(
            "langfuse.session.id",
            "session.id",
            "gen_ai.conversation.id",
            "traceloop.association.properties.session_id",
            "ai.telemetry.metadata.sessionId",
            "spring.ai.chat.client.conversation.id",
            "mlflow.trace.session");
    static final Field<String> USER = text(
            "langfuse.user.id",
            "user.id",
            "enduser.id",
            "traceloop.association.properties.user_id",
            "ai.telemetry.metadata.userId",
            "llm.user",
            "mlflow.trace.user");
    static final Field<String> RUN_ID = text("run.id", "job.id", "gen_ai.agent.run.id");
    static final Field<List<String>> TAGS =
            field(Values::texts, "langfuse.trace.tags", "tag.tags", "ai.telemetry.metadata.tags", "logfire.tags");
    static final Field<Map<?, ?>> METADATA = Field.<Map<?, ?>>none(KEYS).orIn("metadata", document -> document);
    static final Field<String> PROMPT_NAME = text("langfuse.observation.prompt.name");
    static final Field<String> PROMPT_VERSION = text("langfuse.observation.prompt.version");
    static final Field<String> SPAN_ENVIRONMENT = text("langfuse.environment");
    static final Field<String> SPAN_RELEASE = text("langfuse.version", "langfuse.release");

    // Errors; see Outcomes.

    static final Field<String> ERROR_TYPE = text("error.type");
    static final Field<String> EXCEPTION_TYPE = text("exception.type");
    static final Field<String> EXCEPTION_MESSAGE = text("exception.message");
    static final Field<String> OBSERVATION_LEVEL = text("langfuse.observation.level");
    static final Field<String> OBSERVATION_MESSAGE = text("langfuse.observation.status_message");

    // Of the resource and of log records.

    static final Field<String> SERVICE = text("service.name");
    static final Field<String> SERVICE_VERSION = text("service.version");
    static final Field<String> ENVIRONMENT = text("deployment.environment.name", "deployment.environment");
    static final Field<String> EVENT_NAME = text("event.name");

    /** Texts that are JSON documents, read when somebody looks at the span; noted when they were cut off on the way. */
    static final List<Document> DOCUMENTS = documents(
            "gen_ai.input.messages",
            "gen_ai.output.messages",
            "gen_ai.system_instructions",
            "langfuse.observation.input",
            "langfuse.observation.output",
            "ai.prompt.messages",
            "ai.response.toolCalls",
            "pydantic_ai.all_messages",
            "traceloop.entity.input",
            "traceloop.entity.output",
            "mlflow.spanInputs",
            "mlflow.spanOutputs",
            "metadata");

    private GenAiFields() {}

    /** The key and number of a text that is a JSON document. */
    record Document(String key, int number) {}

    private static Field<String> text(String... keys) {
        return field(Values::text, keys);
    }

    private static Field<Long> count(String... keys) {
        return field(Values::count, keys);
    }

    private static <T> Field<T> field(Reader<T> reader, String... keys) {
        return Field.of(KEYS, reader, keys);
    }

    /** The first ten of a list that is spread over keys with numbers in them. */
    private static String[] indexed(String before, String after) {
        return IntStream.range(0, 10).mapToObj(index -> before + index + after).toArray(String[]::new);
    }

    private static List<Document> documents(String... keys) {
        return List.of(keys).stream()
                .map(key -> new Document(key, KEYS.number(key)))
                .toList();
    }
}
