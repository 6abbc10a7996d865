package io.observabilityfactory.ingest.normalize;

import static io.observabilityfactory.testkit.OtlpSpans.attribute;
import static io.observabilityfactory.testkit.OtlpSpans.span;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.model.usage.ReportedTokens;
import io.observabilityfactory.model.usage.TokenBucket;
import io.observabilityfactory.model.usage.TokenUsage;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever attributes a span has, of whatever conventions, with whatever values. */
class NormalizerPropertiesTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);
    private static final List<String> KEYS = GenAiFields.KEYS.names();

    @Property(tries = 500)
    void normalizing_doesNotDependOnTheOrderOfAttributes(
            @ForAll("attributes") List<KeyValue> attributes, @ForAll Random random) {
        List<KeyValue> shuffled = new ArrayList<>(attributes);
        Collections.shuffle(shuffled, random);
        Span.Builder span = span("s");

        NormalizedSpan one = Normalized.of(span.clone().addAllAttributes(attributes));
        NormalizedSpan other = Normalized.of(span.clone().addAllAttributes(shuffled));

        assertThat(withoutRaw(other)).isEqualTo(withoutRaw(one));
    }

    @Property(tries = 300)
    void normalizing_isTheSameEachTime(@ForAll("attributes") List<KeyValue> attributes) {
        Span.Builder span = span("s").addAllAttributes(attributes);

        assertThat(Normalized.of(span)).isEqualTo(Normalized.of(span));
    }

    /** What is stored of a span is enough to understand it again, and is then understood in the same way. */
    @Property(tries = 500)
    void normalizing_whatWasStoredGivesTheSame(@ForAll("attributes") List<KeyValue> attributes)
            throws JsonProcessingException {
        Span.Builder span = span("s");
        NormalizedSpan once = Normalized.of(span.clone().addAllAttributes(attributes));

        NormalizedSpan twice = Normalized.of(span.clone().addAllAttributes(stored(once)));

        assertThat(withoutRaw(twice)).isEqualTo(withoutRaw(once));
        assertThat(twice.attributes()).isEqualTo(once.attributes());
    }

    private static List<KeyValue> stored(NormalizedSpan span) throws JsonProcessingException {
        Map<?, ?> attributes = JSON.readValue(span.attributes(), Map.class);
        return attributes.entrySet().stream()
                .map(entry -> KeyValue.newBuilder()
                        .setKey((String) entry.getKey())
                        .setValue(OtlpValues.of(entry.getValue()))
                        .build())
                .toList();
    }

    @Property(tries = 1_000)
    void buckets_areNeverNegativeAndSumToWhatWasReported(@ForAll("attributes") List<KeyValue> attributes) {
        NormalizedSpan.Usage usage =
                Normalized.of(span("s").addAllAttributes(attributes)).usage();
        if (usage == null) {
            return;
        }
        TokenUsage tokens = usage.tokens();
        ReportedTokens reported = usage.reported();

        assertThat(TokenBucket.values())
                .allSatisfy(bucket -> assertThat(tokens.get(bucket)).isNotNegative());
        assertThat(tokens.total()).isLessThanOrEqualTo(most(reported));
        if (usage.disjoint().consistent() && reported.total() != null) {
            assertThat(tokens.total()).isEqualTo(reported.total());
        }
        if (reported.input() != null) {
            long beside = usage.disjoint().inclusion().inputContainsCached()
                    ? 0
                    : or0(reported.cacheRead()) + or0(reported.cacheWrite());
            assertThat(tokens.promptTokens()).isEqualTo(reported.input() + beside);
        }
    }

    /** All that was reported, if none of it were part of anything else. */
    private static long most(ReportedTokens reported) {
        long parts = or0(reported.input())
                + or0(reported.output())
                + or0(reported.cacheRead())
                + or0(reported.cacheWrite())
                + or0(reported.reasoning())
                + or0(reported.audioInput())
                + or0(reported.audioOutput());
        return parts == 0 ? or0(reported.total()) : parts;
    }

    private static long or0(Long count) {
        return count == null ? 0 : count;
    }

    /** The stored attributes keep the order they came in. */
    private static NormalizedSpan withoutRaw(NormalizedSpan span) {
        return new NormalizedSpan(
                span.key(),
                span.parentSpanId(),
                span.name(),
                span.kind(),
                span.type(),
                span.outcome(),
                span.durationNanos(),
                span.source(),
                span.modelCall(),
                span.agent(),
                span.tool(),
                span.context(),
                span.usage(),
                span.firstTokenNanos(),
                span.reportedCost(),
                span.prompt(),
                span.metadata(),
                span.notes(),
                "{}",
                span.events(),
                span.links(),
                span.carried(),
                span.cut());
    }

    @Provide
    Arbitrary<List<KeyValue>> attributes() {
        Arbitrary<KeyValue> attribute = Combinators.combine(Arbitraries.of(KEYS), values())
                .as((key, value) -> attribute(key, value.toBuilder()));
        return attribute.list().uniqueElements(KeyValue::getKey).ofMaxSize(40);
    }

    private static Arbitrary<AnyValue> values() {
        Arbitrary<String> texts = Arbitraries.of(
                "none",
                "",
                "gpt-4o",
                "openai.chat",
                "12",
                "\"LLM\"",
                "0.25USD",
                "ai.generateText.doGenerate f",
                "chat",
                "ERROR",
                "{\"intValue\":\"12\"}",
                "{\"input\": 100, \"output\": 20, \"input_cached_tokens\": 30, \"total\": 150}",
                "{\"input\": 100, \"outp",
                "{\"openai\":{\"cachedPromptTokens\":15}}",
                "[\"STOP\"]",
                "2026-11-20T10:00:00Z");
        return Arbitraries.oneOf(
                texts.map(text -> AnyValue.newBuilder().setStringValue(text).build()),
                Arbitraries.longs()
                        .between(-5, 3_000)
                        .map(number -> AnyValue.newBuilder().setIntValue(number).build()),
                Arbitraries.longs()
                        .map(number -> AnyValue.newBuilder().setIntValue(number).build()),
                Arbitraries.doubles()
                        .map(number ->
                                AnyValue.newBuilder().setDoubleValue(number).build()),
                texts.list().ofMaxSize(2).map(NormalizerPropertiesTest::array));
    }

    private static AnyValue array(List<String> texts) {
        ArrayValue.Builder array = ArrayValue.newBuilder();
        texts.forEach(text -> array.addValues(AnyValue.newBuilder().setStringValue(text)));
        return AnyValue.newBuilder().setArrayValue(array).build();
    }
}
