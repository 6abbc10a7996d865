package io.observabilityfactory.ingest.normalize;

import static io.observabilityfactory.ingest.normalize.Normalized.tokens;
import static io.observabilityfactory.testkit.OtlpSpans.attribute;
import static io.observabilityfactory.testkit.OtlpSpans.number;
import static io.observabilityfactory.testkit.OtlpSpans.real;
import static io.observabilityfactory.testkit.OtlpSpans.span;
import static io.observabilityfactory.testkit.OtlpSpans.text;
import static io.observabilityfactory.testkit.OtlpSpans.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.model.trace.SpanStatus;
import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.model.usage.TokenBucket;
import io.observabilityfactory.model.usage.TokenInclusion;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each instrumentation is known to send; what they really sent is held by {@code RecordingsTest}. */
class ConventionsTest {

    @Test
    void openTelemetry_hasThreeGenerationsInTheField() {
        NormalizedSpan system = Normalized.of(
                text("gen_ai.system", "openai"),
                text("gen_ai.request.model", "gpt-4o"),
                number("gen_ai.usage.prompt_tokens", 10),
                number("gen_ai.usage.completion_tokens", 2));
        NormalizedSpan provider = Normalized.of(
                text("gen_ai.provider.name", "anthropic"),
                number("gen_ai.usage.input_tokens", 1_000),
                number("gen_ai.usage.output_tokens", 50),
                number("gen_ai.usage.cache_read.input_tokens", 600),
                number("gen_ai.usage.cache_creation.input_tokens", 100));
        NormalizedSpan renamed = Normalized.of(
                text("gen_ai.provider.name", "anthropic"),
                number("gen_ai.usage.input_tokens", 1_000),
                number("gen_ai.usage.cache_write.input_tokens", 100),
                number("gen_ai.usage.reasoning.output_tokens", 30),
                number("gen_ai.usage.output_tokens", 50));

        assertThat(system.modelCall().provider()).isEqualTo("openai");
        assertThat(tokens(system, TokenBucket.INPUT)).isEqualTo(10);
        assertThat(tokens(provider, TokenBucket.INPUT)).isEqualTo(300);
        assertThat(tokens(provider, TokenBucket.CACHE_WRITE)).isEqualTo(100);
        assertThat(tokens(renamed, TokenBucket.CACHE_WRITE)).isEqualTo(100);
        assertThat(tokens(renamed, TokenBucket.REASONING)).isEqualTo(30);
        assertThat(tokens(renamed, TokenBucket.OUTPUT)).isEqualTo(20);
    }

    @Test
    void aiSdk_isAWrapperAroundItsCalls() {
        NormalizedSpan outer = Normalized.of(
                text("operation.name", "ai.generateText travel_agent"),
                text("ai.operationId", "ai.generateText"),
                text("ai.model.id", "gpt-4o"),
                number("ai.usage.inputTokens", 200));
        NormalizedSpan inner = Normalized.of(
                text("operation.name", "ai.generateText.doGenerate travel_agent"),
                text("ai.operationId", "ai.generateText.doGenerate"),
                text("ai.model.provider", "openai.chat"),
                text("ai.model.id", "gpt-4o"),
                text("ai.telemetry.functionId", "travel_agent"),
                text("ai.telemetry.metadata.userId", "user-7"),
                text("ai.telemetry.metadata.sessionId", "session-42"),
                texts("ai.telemetry.metadata.tags", "blue", "acceptance"),
                text("ai.response.id", "chatcmpl-1"),
                text("ai.response.model", "gpt-4o-2024-08-06"),
                text("ai.response.finishReason", "tool-calls"),
                real("ai.response.msToFirstChunk", 250.5),
                number("ai.usage.inputTokens", 200),
                number("ai.usage.outputTokens", 20),
                number("ai.usage.cachedInputTokens", 150),
                number("ai.usage.reasoningTokens", 5));

        assertThat(outer.type()).isEqualTo(SpanType.CHAIN);
        assertThat(inner.type()).isEqualTo(SpanType.LLM);
        assertThat(inner.modelCall())
                .isEqualTo(new NormalizedSpan.ModelCall(
                        "openai", "gpt-4o", "gpt-4o-2024-08-06", "chatcmpl-1", "tool-calls"));
        assertThat(inner.agent().name()).isEqualTo("travel_agent");
        assertThat(inner.context().user()).isEqualTo("user-7");
        assertThat(inner.context().session()).isEqualTo("session-42");
        assertThat(inner.context().tags()).isEqualTo("[\"acceptance\",\"blue\"]");
        assertThat(inner.firstTokenNanos()).isEqualTo(250_500_000);
        assertThat(tokens(inner, TokenBucket.INPUT)).isEqualTo(50);
        assertThat(tokens(inner, TokenBucket.CACHE_READ)).isEqualTo(150);
        assertThat(tokens(inner, TokenBucket.REASONING)).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "ai.generateText, CHAIN",
        "ai.streamText.doStream, LLM",
        "ai.generateObject.doGenerate fn, LLM",
        "ai.embedMany, CHAIN",
        "ai.embedMany.doEmbed, EMBEDDING",
        "ai.toolCall, TOOL",
        "ai.rerank.doRerank, RERANKER",
        "something.else, OTHER",
    })
    void aiSdkOperation_decidesTheType(String operation, SpanType type) {
        assertThat(Normalized.of(text("operation.name", operation)).type()).isEqualTo(type);
    }

    @Test
    void aiSdk_reportsMoreInTheWordsOfTheProvider() {
        NormalizedSpan anthropic = Normalized.of(
                "ai",
                "",
                span("s")
                        .addAttributes(text("ai.operationId", "ai.generateText.doGenerate"))
                        .addAttributes(text("ai.model.provider", "anthropic.messages"))
                        .addAttributes(number("ai.usage.inputTokens", 21))
                        .addAttributes(number("ai.usage.outputTokens", 9))
                        .addAttributes(text(
                                "ai.response.providerMetadata",
                                "{\"anthropic\":{\"usage\":{\"cache_read_input_tokens\":1800,\"cache_creation\":"
                                        + "{\"ephemeral_5m_input_tokens\":400,\"ephemeral_1h_input_tokens\":100}}}}")));
        NormalizedSpan openai = Normalized.of(
                number("ai.usage.promptTokens", 200),
                text("ai.response.providerMetadata", "{\"openai\":{\"cachedPromptTokens\":150}}"));
        NormalizedSpan bedrock = Normalized.of(
                number("ai.usage.inputTokens", 20),
                text(
                        "ai.response.providerMetadata",
                        "{\"bedrock\":{\"usage\":{\"cacheReadInputTokens\":70,\"cacheWriteInputTokens\":30,\"cacheDetails\":"
                                + "[{\"ttl\":\"5m\",\"inputTokens\":20},{\"ttl\":\"1h\",\"inputTokens\":10}]}}}"));

        assertThat(anthropic.modelCall().provider()).isEqualTo("anthropic");
        assertThat(tokens(anthropic, TokenBucket.CACHE_READ)).isEqualTo(1_800);
        assertThat(tokens(anthropic, TokenBucket.CACHE_WRITE)).isEqualTo(500);
        assertThat(tokens(anthropic, TokenBucket.INPUT)).isEqualTo(21);
        assertThat(tokens(openai, TokenBucket.CACHE_READ)).isEqualTo(150);
        assertThat(tokens(openai, TokenBucket.INPUT)).isEqualTo(50);
        assertThat(tokens(bedrock, TokenBucket.CACHE_WRITE)).isEqualTo(30);
        assertThat(anthropic.usage().cacheWriteHour()).isEqualTo(100);
        assertThat(bedrock.usage().cacheWriteHour()).isEqualTo(10);
        assertThat(openai.usage().cacheWriteHour()).isNull();
    }

    @Test
    void aiSdkEmbedding_hasOneCount() {
        NormalizedSpan embedding =
                Normalized.of(text("ai.operationId", "ai.embed.doEmbed"), number("ai.usage.tokens", 7));

        assertThat(embedding.type()).isEqualTo(SpanType.EMBEDDING);
        assertThat(tokens(embedding, TokenBucket.INPUT)).isEqualTo(7);
    }

    @Test
    void springAi_sendsTextsAndNamesItselfAsTheProvider() {
        NormalizedSpan client = Normalized.of(
                text("gen_ai.operation.name", "framework"),
                text("gen_ai.system", "spring_ai"),
                text("spring.ai.kind", "chat_client"),
                text("spring.ai.chat.client.conversation.id", "session-42"));
        NormalizedSpan call = Normalized.of(
                text("gen_ai.operation.name", "chat"),
                text("gen_ai.system", "openai"),
                text("gen_ai.request.model", "gpt-4o"),
                text("gen_ai.response.model", "none"),
                text("gen_ai.response.finish_reasons", "[\"STOP\"]"),
                text("gen_ai.usage.input_tokens", "80"),
                text("gen_ai.usage.output_tokens", "17"),
                text("gen_ai.usage.total_tokens", "97"));
        NormalizedSpan tool = Normalized.of(
                text("gen_ai.operation.name", "framework"),
                text("spring.ai.kind", "tool_call"),
                text("spring.ai.tool.definition.name", "get_weather"));

        assertThat(client.type()).isEqualTo(SpanType.CHAIN);
        assertThat(client.modelCall().provider()).isNull();
        assertThat(client.context().session()).isEqualTo("session-42");
        assertThat(call.type()).isEqualTo(SpanType.LLM);
        assertThat(call.modelCall().responseModel()).isNull();
        assertThat(call.modelCall().finishReason()).isEqualTo("stop");
        assertThat(tokens(call, TokenBucket.INPUT)).isEqualTo(80);
        assertThat(tokens(call, TokenBucket.OUTPUT)).isEqualTo(17);
        assertThat(tool.type()).isEqualTo(SpanType.TOOL);
        assertThat(tool.tool()).isEqualTo("get_weather");
    }

    @Test
    void quarkusLangchain4j_sendsErrorsAsEventsAndCostsAsText() {
        NormalizedSpan failed = Normalized.of(span("completion gpt-4o")
                .addAttributes(text("gen_ai.request.model", "gpt-4o"))
                .addAttributes(text("gen_ai.response.finish_reasons", "STOP"))
                .addAttributes(text("gen_ai.client.estimated_cost", "0.0012USD"))
                .addEvents(Span.Event.newBuilder()
                        .setName("exception")
                        .addAttributes(text("exception.type", "dev.langchain4j.exception.TimeoutException"))
                        .addAttributes(text("exception.message", "no answer"))));

        assertThat(failed.type()).isEqualTo(SpanType.LLM);
        assertThat(failed.outcome().status()).isEqualTo(SpanStatus.ERROR);
        assertThat(failed.outcome().timedOut()).isTrue();
        assertThat(failed.outcome().message()).isEqualTo("no answer");
        assertThat(failed.reportedCost()).isEqualByComparingTo("0.0012");
        assertThat(failed.modelCall().finishReason()).isEqualTo("stop");
    }

    @Test
    void mlflow_quotesEverythingOnceMore() {
        NormalizedSpan call = Normalized.of(
                text("mlflow.spanType", "\"CHAT_MODEL\""),
                text("mlflow.llm.model", "\"gpt-4o\""),
                text("mlflow.llm.provider", "\"openai\""),
                text("mlflow.trace.session", "\"session-42\""),
                text(
                        "mlflow.chat.tokenUsage",
                        "\"{\\\"input_tokens\\\": 300, \\\"output_tokens\\\": 90, \\\"total_tokens\\\": 390,"
                                + " \\\"cache_read_input_tokens\\\": 128}\""),
                text("mlflow.llm.cost", "{\"input_cost\": 0.001, \"output_cost\": 0.002, \"total_cost\": 0.003}"));
        NormalizedSpan agent = Normalized.of(span("travel_agent").addAttributes(text("mlflow.spanType", "\"AGENT\"")));

        assertThat(call.type()).isEqualTo(SpanType.LLM);
        assertThat(call.modelCall().requestModel()).isEqualTo("gpt-4o");
        assertThat(call.modelCall().provider()).isEqualTo("openai");
        assertThat(call.context().session()).isEqualTo("session-42");
        assertThat(tokens(call, TokenBucket.INPUT)).isEqualTo(172);
        assertThat(tokens(call, TokenBucket.CACHE_READ)).isEqualTo(128);
        assertThat(call.usage().disjoint().inclusion()).isEqualTo(TokenInclusion.INCLUSIVE_BY_TOTAL);
        assertThat(call.reportedCost()).isEqualByComparingTo("0.003");
        assertThat(agent.type()).isEqualTo(SpanType.AGENT);
        assertThat(agent.agent().name()).isEqualTo("travel_agent");
    }

    @Test
    void langfuse_hasUsageAndCostInObjectsOfFreeKeys() {
        Instant start = Instant.parse("2026-11-20T10:00:00Z");
        NormalizedSpan flat = Normalized.of(
                "langfuse-sdk",
                "3.0",
                span("s")
                        .addAttributes(text("langfuse.observation.type", "generation"))
                        .addAttributes(text("langfuse.observation.model.name", "claude-sonnet-4-5"))
                        .addAttributes(
                                text(
                                        "langfuse.observation.usage_details",
                                        "{\"input\": 100, \"output\": 60, \"input_cached_tokens\": 90, \"output_reasoning_tokens\": 10}"))
                        .addAttributes(
                                text("langfuse.observation.cost_details", "{\"input\": 0.25, \"output\": \"0.75\"}"))
                        .addAttributes(text("langfuse.observation.prompt.name", "travel"))
                        .addAttributes(number("langfuse.observation.prompt.version", 3))
                        .addAttributes(text("langfuse.environment", "staging"))
                        .addAttributes(text("langfuse.release", "1.2.3"))
                        .addAttributes(text("langfuse.trace.metadata.team", "\"blue\"")));
        NormalizedSpan nested = Normalized.of(
                text(
                        "langfuse.observation.usage_details",
                        "{\"prompt_tokens\": 100, \"completion_tokens\": 60, \"prompt_tokens_details\": {\"cached_tokens\": 90}}"));
        NormalizedSpan streamed = Normalized.of(span("s", start, Duration.ofSeconds(2))
                .setTraceId(io.observabilityfactory.testkit.OtlpSpans.bytes(
                        io.observabilityfactory.testkit.OtlpSpans.randomTraceId()))
                .setSpanId(io.observabilityfactory.testkit.OtlpSpans.bytes(
                        io.observabilityfactory.testkit.OtlpSpans.randomSpanId()))
                .addAttributes(text("langfuse.observation.completion_start_time", "\"2026-11-20T10:00:00.250Z\"")));

        assertThat(flat.type()).isEqualTo(SpanType.LLM);
        assertThat(tokens(flat, TokenBucket.INPUT)).isEqualTo(100);
        assertThat(tokens(flat, TokenBucket.CACHE_READ)).isEqualTo(90);
        assertThat(flat.usage().disjoint().inclusion()).isEqualTo(TokenInclusion.EXCLUSIVE_BY_CONVENTION);
        assertThat(flat.reportedCost()).isEqualByComparingTo("1");
        assertThat(flat.prompt()).isEqualTo(new NormalizedSpan.Prompt("travel", "3"));
        assertThat(flat.environment()).isEqualTo("staging");
        assertThat(flat.release()).isEqualTo("1.2.3");
        assertThat(flat.metadata()).isEqualTo("{\"team\":\"blue\"}");
        assertThat(tokens(nested, TokenBucket.INPUT)).isEqualTo(10);
        assertThat(nested.usage().disjoint().inclusion()).isEqualTo(TokenInclusion.INCLUSIVE_BY_CONVENTION);
        assertThat(streamed.firstTokenNanos()).isEqualTo(250_000_000);
    }

    @Test
    void langfuseLevel_isAnError() {
        NormalizedSpan failed = Normalized.of(
                text("langfuse.observation.level", "ERROR"),
                text("langfuse.observation.status_message", "Error code: 504 - upstream"));

        assertThat(failed.outcome().status()).isEqualTo(SpanStatus.ERROR);
        assertThat(failed.outcome().message()).contains("upstream");
        assertThat(failed.outcome().timedOut()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "LLM, LLM",
        "EMBEDDING, EMBEDDING",
        "CHAIN, CHAIN",
        "RETRIEVER, RETRIEVER",
        "RERANKER, RERANKER",
        "TOOL, TOOL",
        "AGENT, AGENT",
        "GUARDRAIL, GUARDRAIL",
        "EVALUATOR, EVALUATOR",
        "UNKNOWN, OTHER",
    })
    void openInferenceKind_decidesTheType(String kind, SpanType type) {
        assertThat(Normalized.of(text("openinference.span.kind", kind)).type()).isEqualTo(type);
    }

    @Test
    void openInference_detailsWhatIsInItsCounts() {
        NormalizedSpan call = Normalized.of(
                text("openinference.span.kind", "LLM"),
                text("llm.provider", "aws"),
                text("llm.system", "anthropic"),
                text("llm.model_name", "claude-sonnet-4-5"),
                number("llm.token_count.prompt", 1_000),
                number("llm.token_count.completion", 100),
                number("llm.token_count.prompt_details.cache_input", 400),
                number("llm.token_count.prompt_details.audio", 50),
                number("llm.token_count.completion_details.audio", 20),
                real("llm.cost.prompt", 0.001),
                real("llm.cost.completion", 0.002),
                text("metadata", "{\"team\": \"blue\", \"attempt\": 2}"),
                text("agent.name", "travel_agent"));

        assertThat(call.modelCall().provider()).isEqualTo("aws.bedrock");
        assertThat(tokens(call, TokenBucket.INPUT)).isEqualTo(550);
        assertThat(tokens(call, TokenBucket.AUDIO_INPUT)).isEqualTo(50);
        assertThat(tokens(call, TokenBucket.AUDIO_OUTPUT)).isEqualTo(20);
        assertThat(call.reportedCost()).isEqualByComparingTo("0.003");
        assertThat(call.metadata()).isEqualTo("{\"attempt\":2,\"team\":\"blue\"}");
        assertThat(call.agent().name()).isEqualTo("travel_agent");
    }

    @Test
    void openLlmetry_namesAgentsAndToolsAsEntities() {
        NormalizedSpan agent =
                Normalized.of(text("traceloop.span.kind", "agent"), text("traceloop.entity.name", "travel_agent"));
        NormalizedSpan task = Normalized.of(text("traceloop.span.kind", "task"), text("traceloop.entity.name", "plan"));
        NormalizedSpan tool =
                Normalized.of(text("traceloop.span.kind", "tool"), text("traceloop.entity.name", "get_weather"));
        NormalizedSpan call = Normalized.of(
                text("llm.request.type", "chat"),
                text("gen_ai.system", "OpenAI"),
                number("llm.usage.total_tokens", 97),
                number("gen_ai.usage.prompt_tokens", 80),
                number("gen_ai.usage.completion_tokens", 17),
                text("gen_ai.completion.3.finish_reason", "stop"),
                text("traceloop.association.properties.session_id", "session-42"),
                text("traceloop.association.properties.plan", "gold"));

        assertThat(agent.type()).isEqualTo(SpanType.AGENT);
        assertThat(agent.agent().name()).isEqualTo("travel_agent");
        assertThat(task.type()).isEqualTo(SpanType.CHAIN);
        assertThat(task.agent().name()).isNull();
        assertThat(tool.tool()).isEqualTo("get_weather");
        assertThat(call.type()).isEqualTo(SpanType.LLM);
        assertThat(call.modelCall().provider()).isEqualTo("openai");
        assertThat(call.modelCall().finishReason()).isEqualTo("stop");
        assertThat(call.context().session()).isEqualTo("session-42");
        assertThat(call.metadata()).isEqualTo("{\"plan\":\"gold\",\"session_id\":\"session-42\"}");
    }

    @Test
    void openLit_addsInputAndOutputUpWhereOthersCount() {
        NormalizedSpan call = Normalized.of(
                number("gen_ai.client.token.usage", 97),
                number("gen_ai.usage.input_tokens", 80),
                number("gen_ai.usage.output_tokens", 17),
                real("gen_ai.usage.cost", 0.00042));

        assertThat(call.usage().tokens().total()).isEqualTo(97);
        assertThat(call.usage().reported().total()).isNull();
        assertThat(call.reportedCost()).isEqualTo(new BigDecimal("4.2E-4"));
    }

    @Test
    void pydanticAi_repeatsTheTotalsOfItsCallsUnderAKeyOfTheirOwn() {
        NormalizedSpan run = Normalized.of(
                text("gen_ai.operation.name", "invoke_agent"),
                text("agent_name", "travel_agent"),
                number("gen_ai.aggregated_usage.input_tokens", 200),
                number("gen_ai.aggregated_usage.output_tokens", 29));
        NormalizedSpan call = Normalized.of(
                text("gen_ai.operation.name", "chat"),
                number("gen_ai.usage.input_tokens", 80),
                number("gen_ai.usage.details.reasoning_tokens", 0),
                real("operation.cost", 0.00037));

        assertThat(run.type()).isEqualTo(SpanType.AGENT);
        assertThat(run.agent().name()).isEqualTo("travel_agent");
        assertThat(run.usage().tokens().total()).isEqualTo(229);
        assertThat(call.reportedCost()).isEqualByComparingTo("0.00037");
    }

    @ParameterizedTest
    @CsvSource({
        "openlit.instrumentation.anthropic, 1.45.0, anthropic, EXCLUSIVE_BY_CONVENTION",
        "opentelemetry.instrumentation.bedrock, 0.62.4, aws.bedrock, EXCLUSIVE_BY_CONVENTION",
        "openinference.instrumentation.langchain, 0.1, aws.bedrock, EXCLUSIVE_BY_CONVENTION",
        "strands.telemetry.tracer, 1.0, aws.bedrock, EXCLUSIVE_BY_CONVENTION",
        "openinference.instrumentation.anthropic, 3.1.0, anthropic, INCLUSIVE_BY_CONVENTION",
        "opentelemetry.instrumentation.anthropic, 0.62.4, anthropic, INCLUSIVE_BY_CONVENTION",
        "pydantic-ai, 2.68.0, anthropic, INCLUSIVE_BY_CONVENTION",
        "pydantic-ai, 0.4.1, anthropic, INCLUSIVE_BY_SPECIFICATION",
        "somebody.else, 1.0, anthropic, INCLUSIVE_BY_SPECIFICATION",
    })
    void cachedTokens_areReadAsTheInstrumentationReportsThem(
            String scope, String version, String provider, TokenInclusion inclusion) {
        NormalizedSpan call = Normalized.of(
                scope,
                version,
                span("s")
                        .addAttributes(text("gen_ai.provider.name", provider))
                        .addAttributes(number("gen_ai.usage.input_tokens", 1_000))
                        .addAttributes(number("gen_ai.usage.output_tokens", 10))
                        .addAttributes(number("gen_ai.usage.cache_read.input_tokens", 600)));

        assertThat(call.usage().disjoint().inclusion()).isEqualTo(inclusion);
        assertThat(tokens(call, TokenBucket.INPUT)).isEqualTo(inclusion.inputContainsCached() ? 400 : 1_000);
    }

    @Test
    void aiSdk_sinceVersion6DetailsItsInput() {
        NormalizedSpan call = Normalized.of(
                "ai",
                "",
                span("s")
                        .addAttributes(number("ai.usage.inputTokens", 1_000))
                        .addAttributes(number("ai.usage.inputTokenDetails.cacheReadTokens", 600))
                        .addAttributes(number("ai.usage.inputTokenDetails.noCacheTokens", 400)));

        assertThat(tokens(call, TokenBucket.INPUT)).isEqualTo(400);
        assertThat(call.usage().disjoint().inclusion()).isEqualTo(TokenInclusion.INCLUSIVE_BY_CONVENTION);
    }

    @Test
    void counts_areReadHoweverTheyAreWrapped() {
        KeyValueList wrapped =
                KeyValueList.newBuilder().addValues(number("intValue", 12)).build();

        assertThat(input(AnyValue.newBuilder().setStringValue("12"))).isEqualTo(12);
        assertThat(input(AnyValue.newBuilder().setDoubleValue(12.0))).isEqualTo(12);
        assertThat(input(AnyValue.newBuilder().setStringValue("{\"intValue\":\"12\"}")))
                .isEqualTo(12);
        assertThat(input(AnyValue.newBuilder().setStringValue("\"12\""))).isEqualTo(12);
        assertThat(input(AnyValue.newBuilder().setKvlistValue(wrapped))).isEqualTo(12);
    }

    @Test
    void unusableValues_leaveTheFieldToTheNextKeyAndAreNoted() {
        NormalizedSpan call = Normalized.of(
                text("gen_ai.provider.name", "none"),
                text("gen_ai.system", "openai"),
                number("gen_ai.usage.input_tokens", -1),
                number("gen_ai.usage.prompt_tokens", 12),
                text("gen_ai.client.estimated_cost", "3 EUR"),
                attribute("gen_ai.request.model", AnyValue.newBuilder().setBoolValue(true)),
                text("model", "gpt-4o"));

        assertThat(call.modelCall().provider()).isEqualTo("openai");
        assertThat(call.modelCall().requestModel()).isEqualTo("gpt-4o");
        assertThat(tokens(call, TokenBucket.INPUT)).isEqualTo(12);
        assertThat(call.reportedCost()).isNull();
        assertThat(call.notes())
                .isEqualTo("[\"gen_ai.client.estimated_cost is unusable\",\"gen_ai.request.model is unusable\","
                        + "\"gen_ai.usage.input_tokens is unusable\"]");
    }

    @Test
    void oddities_areNoted() {
        assertThat(Normalized.of(text("gen_ai.input.messages", "[{\"role\":\"user\",\"par"))
                        .notes())
                .isEqualTo("[\"gen_ai.input.messages is cut off\"]");
        assertThat(Normalized.of(text("langfuse.observation.usage_details", "{\"input\": 12, \"output\": 3"))
                        .notes())
                .isEqualTo("[\"langfuse.observation.usage_details is cut off\"]");
        assertThat(Normalized.of(
                                number("gen_ai.usage.input_tokens", 10),
                                number("gen_ai.usage.output_tokens", 5),
                                number("gen_ai.usage.total_tokens", 99))
                        .notes())
                .isEqualTo("[\"token counts contradict each other\"]");
        assertThat(Normalized.of(number("gen_ai.usage.input_tokens", Long.MAX_VALUE))
                        .notes())
                .isEqualTo("[\"input tokens are impossibly many\"]");
        assertThat(Normalized.of(
                                number("gen_ai.usage.cache_write.input_tokens", 10),
                                number("anthropic.usage.cache_creation.ephemeral_1h_input_tokens", 11))
                        .notes())
                .isEqualTo("[\"more tokens are cached for an hour than are cached\"]");
        assertThat(Normalized.of(span("s").setEndTimeUnixNano(1)).notes()).isEqualTo("[\"ends before it starts\"]");
        assertThat(Normalized.of(text("gen_ai.input.messages", "[]")).notes()).isNull();
    }

    @Test
    void halfANumber_isNotCounted() {
        NormalizedSpan cut = Normalized.of(text("langfuse.observation.usage_details", "{\"input\": 12, \"output\": 3"));

        assertThat(cut.usage().reported().input()).isEqualTo(12);
        assertThat(cut.usage().reported().output()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "408, true",
        "504, true",
        "APITimeoutError, true",
        "DeadlineExceeded, true",
        "DEADLINE_EXCEEDED, true",
        "ReadTimeout, true",
        "500, false",
        "429, false",
        "5040, false",
    })
    void errorType_tellsATimeout(String type, boolean timedOut) {
        assertThat(Normalized.of(text("error.type", type)).outcome().timedOut()).isEqualTo(timedOut);
    }

    @ParameterizedTest
    @CsvSource({
        "az.ai.openai, azure.ai.openai", "Vertex_AI, gcp.vertex_ai", "gemini, gcp.gemini", "xai, x_ai",
        "open_ai, openai", "openai.responses, openai", "google.generative-ai, gcp.gemini",
                "azure.chat, azure.ai.openai",
        "amazon-bedrock, aws.bedrock", "my.own.chat, my.own", "aws.bedrock, aws.bedrock",
    })
    void provider_hasOneName(String reported, String provider) {
        assertThat(Normalized.of(text("gen_ai.system", reported)).modelCall().provider())
                .isEqualTo(provider);
    }

    @Test
    void toolThatAModelAsksFor_isNotTheSpansOwn() {
        NormalizedSpan call =
                Normalized.of(text("gen_ai.operation.name", "chat"), text("gen_ai.tool.name", "get_weather"));

        assertThat(call.type()).isEqualTo(SpanType.LLM);
        assertThat(call.tool()).isNull();
    }

    private static Long input(AnyValue.Builder value) {
        return Normalized.of(attribute("gen_ai.usage.input_tokens", value))
                .usage()
                .reported()
                .input();
    }
}
