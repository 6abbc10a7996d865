package io.observabilityfactory.ingest.normalize;

import static io.observabilityfactory.testkit.OtlpSpans.agent;
import static io.observabilityfactory.testkit.OtlpSpans.attribute;
import static io.observabilityfactory.testkit.OtlpSpans.chat;
import static io.observabilityfactory.testkit.OtlpSpans.number;
import static io.observabilityfactory.testkit.OtlpSpans.real;
import static io.observabilityfactory.testkit.OtlpSpans.request;
import static io.observabilityfactory.testkit.OtlpSpans.span;
import static io.observabilityfactory.testkit.OtlpSpans.text;
import static io.observabilityfactory.testkit.OtlpSpans.texts;
import static io.observabilityfactory.testkit.OtlpSpans.tool;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.observabilityfactory.ingest.privacy.ContentMode;
import io.observabilityfactory.ingest.privacy.PrivacyRules;
import io.observabilityfactory.model.trace.SpanStatus;
import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.model.usage.TokenBucket;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanNormalizerTest {

    private static final Instant NOW = Instant.now();

    private static final RecordRules RULES = rules(RecordLimits.DEFAULT, PrivacyRules.DEFAULT);

    @Test
    void chat_becomesAModelCallWithDisjointTokens() {
        NormalizedSpan span = normalized(chat("openai", "gpt-4o-2024-08-06", 1_225, 33)
                .addAttributes(number("gen_ai.usage.cache_read.input_tokens", 1_024))
                .addAttributes(text("gen_ai.conversation.id", "conversation-1"))
                .addAttributes(text("gen_ai.response.id", "chatcmpl-1"))
                .addAttributes(texts("gen_ai.response.finish_reasons", "stop"))
                .addAttributes(real("gen_ai.response.time_to_first_chunk", 0.25)));

        assertThat(span.type()).isEqualTo(SpanType.LLM);
        assertThat(span.kind()).isEqualTo("client");
        assertThat(span.modelCall())
                .isEqualTo(new NormalizedSpan.ModelCall(
                        "openai", "gpt-4o-2024-08-06", "gpt-4o-2024-08-06", "chatcmpl-1", "stop"));
        assertThat(span.usage().tokens().get(TokenBucket.INPUT)).isEqualTo(201);
        assertThat(span.usage().tokens().get(TokenBucket.CACHE_READ)).isEqualTo(1_024);
        assertThat(span.context().session()).isEqualTo("conversation-1");
        assertThat(span.firstTokenNanos()).isEqualTo(250_000_000);
        assertThat(span.durationNanos()).isEqualTo(1_000_000_000);
        assertThat(span.source().resource().service()).isEqualTo("test-agent");
        assertThat(span.source().resource().environment()).isEqualTo("test");
        assertThat(span.source().resource().release()).isEqualTo("1.2.3");
    }

    @ParameterizedTest
    @CsvSource({
        "chat, LLM",
        "generate_content, LLM",
        "embeddings, EMBEDDING",
        "invoke_agent, AGENT",
        "execute_tool, TOOL",
        "retrieval, RETRIEVER",
        "invoke_workflow, CHAIN",
        "something_new, OTHER",
    })
    void operation_decidesTheType(String operation, SpanType type) {
        assertThat(normalized(span("s").addAttributes(text("gen_ai.operation.name", operation)))
                        .type())
                .isEqualTo(type);
    }

    @Test
    void withoutOperation_theTypeFollowsFromWhatTheSpanCarries() {
        assertThat(normalized(span("s").addAttributes(text("gen_ai.request.model", "gpt-4o")))
                        .type())
                .isEqualTo(SpanType.LLM);
        assertThat(normalized(span("s").addAttributes(text("gen_ai.tool.name", "search")))
                        .type())
                .isEqualTo(SpanType.TOOL);
        assertThat(normalized(span("GET /")).type()).isEqualTo(SpanType.OTHER);
    }

    @Test
    void agentAndTool_keepTheirNames() {
        assertThat(normalized(agent("math_agent")).agent().name()).isEqualTo("math_agent");
        assertThat(normalized(tool("calculator")).tool()).isEqualTo("calculator");
    }

    @Test
    void provider_hasOneNameHoweverItIsSpelled() {
        assertThat(normalized(span("s").addAttributes(text("gen_ai.system", "Vertex_AI")))
                        .modelCall()
                        .provider())
                .isEqualTo("gcp.vertex_ai");
    }

    @Test
    void placeholderOrWrongType_givesWayToTheNextKey() {
        NormalizedSpan span = normalized(span("s")
                .addAttributes(text("gen_ai.provider.name", "none"))
                .addAttributes(text("gen_ai.system", "openai"))
                .addAttributes(text("gen_ai.usage.input_tokens", "many"))
                .addAttributes(text("gen_ai.usage.prompt_tokens", "12")));

        assertThat(span.modelCall().provider()).isEqualTo("openai");
        assertThat(span.usage().reported().input()).isEqualTo(12);
    }

    @Test
    void spanWithoutUsage_hasNoTokensRatherThanZero() {
        assertThat(normalized(tool("calculator")).usage()).isNull();
    }

    @Test
    void error_isRecognizedFromStatusTypeOrExceptionAlone() {
        NormalizedSpan.Outcome byStatus = normalized(span("s")
                        .setStatus(Status.newBuilder()
                                .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                                .setMessage("boom")))
                .outcome();
        NormalizedSpan.Outcome byType =
                normalized(span("s").addAttributes(text("error.type", "429"))).outcome();
        NormalizedSpan.Outcome byEvent = normalized(span("s")
                        .addEvents(Span.Event.newBuilder()
                                .setName("exception")
                                .addAttributes(text("exception.type", "java.net.http.HttpTimeoutException"))))
                .outcome();

        assertThat(byStatus).isEqualTo(new NormalizedSpan.Outcome(SpanStatus.ERROR, "boom", null, false));
        assertThat(byType).isEqualTo(new NormalizedSpan.Outcome(SpanStatus.ERROR, null, "429", false));
        assertThat(byEvent.errorType()).isEqualTo("java.net.http.HttpTimeoutException");
        assertThat(byEvent.timedOut()).isTrue();
    }

    @Test
    void attributes_keepEveryKindOfValueAsStorableJson() {
        NormalizedSpan span = normalized(span("s")
                .addAttributes(text("nul", "a\0b"))
                .addAttributes(real("nan", Double.NaN))
                .addAttributes(number("long", Long.MAX_VALUE))
                .addAttributes(texts("array", "x", "y"))
                .addAttributes(attribute(
                        "map",
                        AnyValue.newBuilder()
                                .setKvlistValue(KeyValueList.newBuilder().addValues(text("k", "v"))))));

        assertThat(span.attributes())
                .isEqualTo("{\"nul\":\"a\uFFFDb\",\"nan\":\"NaN\",\"long\":9223372036854775807,"
                        + "\"array\":[\"x\",\"y\"],\"map\":{\"k\":\"v\"}}");
    }

    @Test
    void badSpans_areRejectedWithAReasonAndCostTheirNeighboursNothing() {
        NormalizedExport<NormalizedSpan> export = SpanNormalizer.normalize(
                request(
                        span("good"),
                        span("short id").setTraceId(ByteString.copyFrom(new byte[8])),
                        span("zero id").setSpanId(ByteString.copyFrom(new byte[8])),
                        span("ancient").setStartTimeUnixNano(1),
                        span("future").setStartTimeUnixNano(-1)),
                RULES,
                NOW);

        assertThat(export.records()).extracting(NormalizedSpan::name).containsExactly("good");
        assertThat(export.rejections())
                .extracting(Rejection::reason)
                .satisfiesExactly(
                        first -> assertThat(first).contains("trace id"),
                        second -> assertThat(second).contains("span id"),
                        third -> assertThat(third).contains("30 days ago"),
                        fourth -> assertThat(fourth).contains("24 hours ahead"));
    }

    @Test
    void longDimension_isCutWithoutSplittingACharacter() {
        String model = "m".repeat(149) + "\uD83D\uDE00";

        assertThat(normalized(span("s").addAttributes(text("gen_ai.request.model", model)))
                        .modelCall()
                        .requestModel())
                .isEqualTo("m".repeat(149));
    }

    @Test
    void whatIsPastALimit_isLeftOutAndTheSpanMarked() {
        RecordRules tight = rules(new RecordLimits(2, 5, 2, 1), PrivacyRules.DEFAULT);

        NormalizedSpan manyAttributes = normalized(
                span("s")
                        .addAttributes(number("a", 1))
                        .addAttributes(number("b", 2))
                        .addAttributes(number("c", 3)),
                tight);
        NormalizedSpan longValue = normalized(span("s").addAttributes(text("a", "123456")), tight);
        NormalizedSpan deepValue = normalized(span("s").addAttributes(nested("a", 3)), tight);
        NormalizedSpan manyEvents = normalized(
                span("s")
                        .addEvents(Span.Event.newBuilder().setName("x"))
                        .addEvents(Span.Event.newBuilder().setName("y")),
                tight);

        assertThat(manyAttributes.attributes()).isEqualTo("{\"a\":1,\"b\":2}");
        assertThat(longValue.attributes()).isEqualTo("{\"a\":\"12345\"}");
        assertThat(deepValue.attributes()).contains("[cut: nested too deep]");
        assertThat(manyEvents.events()).contains("\"x\"").doesNotContain("\"y\"");
        assertThat(List.of(manyAttributes, longValue, deepValue, manyEvents)).allMatch(NormalizedSpan::cut);
        assertThat(normalized(span("s").addAttributes(text("a", "12345")), tight)
                        .cut())
                .isFalse();
    }

    @Test
    void content_isKeptAsTheProjectWantsIt() {
        Span.Builder call = chat("openai", "gpt-4o", 10, 1)
                .addAttributes(text("gen_ai.input.messages", "x".repeat(300)))
                .addAttributes(text("other", "y".repeat(300)));

        NormalizedSpan none = normalized(call, rules(RecordLimits.DEFAULT, privacy(ContentMode.NONE)));
        NormalizedSpan beginning = normalized(call, rules(RecordLimits.DEFAULT, privacy(ContentMode.TRUNCATED)));

        assertThat(none.attributes()).doesNotContain("xx").contains("y".repeat(300));
        assertThat(beginning.attributes())
                .contains("x".repeat(200) + " [truncated]")
                .doesNotContain("x".repeat(201));
        assertThat(none.cut()).isTrue();
        assertThat(none.usage().reported().input()).isEqualTo(10);
    }

    @Test
    void contentOfMessageEvents_isKeptAsTheProjectWantsIt() {
        Span.Builder call = span("s")
                .addEvents(Span.Event.newBuilder()
                        .setName("gen_ai.user.message")
                        .addAttributes(text("content", "my secret plan"))
                        .addAttributes(text("role", "user")))
                .addEvents(Span.Event.newBuilder().setName("retry").addAttributes(text("content", "third time")));

        NormalizedSpan none = normalized(call, rules(RecordLimits.DEFAULT, privacy(ContentMode.NONE)));

        assertThat(none.events()).contains("[not kept]", "\"role\":\"user\"", "third time");
        assertThat(none.events()).doesNotContain("my secret plan");
        assertThat(normalized(call).events()).contains("my secret plan");
    }

    @Test
    void secrets_areMaskedInAttributesEventsAndStatusButUsersKeepTheirNames() {
        String secret = "sk-proj-abcdefghijklmnop1234";
        NormalizedSpan span = normalized(span("s")
                .addAttributes(text("user.id", "ann@example.org"))
                .addAttributes(text("note", "mail bob@example.org with " + secret))
                .addEvents(Span.Event.newBuilder().setName("e").addAttributes(text("k", secret)))
                .setStatus(Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage("bad key " + secret)));

        assertThat(span.attributes())
                .contains("mail [masked e-mail] with [masked]")
                .contains("ann@example.org");
        assertThat(span.events()).doesNotContain("sk-proj");
        assertThat(span.outcome().message()).isEqualTo("bad key [masked]");
        assertThat(span.context().user()).isEqualTo("ann@example.org");
    }

    private static PrivacyRules privacy(ContentMode mode) {
        return PrivacyRules.of(mode, true, List.of());
    }

    private static KeyValue nested(String key, int depth) {
        AnyValue.Builder value = AnyValue.newBuilder().setIntValue(1);
        for (int i = 0; i < depth; i++) {
            value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value));
        }
        return attribute(key, value);
    }

    private static NormalizedSpan normalized(Span.Builder span) {
        return normalized(span, RULES);
    }

    private static NormalizedSpan normalized(Span.Builder span, RecordRules rules) {
        return SpanNormalizer.normalize(request(span), rules, NOW).records().get(0);
    }

    private static RecordRules rules(RecordLimits limits, PrivacyRules privacy) {
        return new RecordRules(new AcceptedTimes(Duration.ofDays(30), Duration.ofDays(1)), limits, privacy);
    }
}
