package io.observabilityfactory.sdk.cost;

import io.observabilityfactory.model.price.CallUsage;
import io.observabilityfactory.model.price.ModelUse;
import io.observabilityfactory.model.usage.InputConvention;
import io.observabilityfactory.model.usage.ReportedTokens;
import io.observabilityfactory.model.usage.TokenUsage;
import io.observabilityfactory.sdk.GenAi;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a span reports of a call of a model, by OpenTelemetry's names of now and before and by OpenInference's.
 *
 * @param responseId by which two spans of the same call are known; null when none is told
 * @param reportedUsd what the client reckons; null when it does not say
 */
record ModelCall(
        ModelUse use,
        TokenUsage tokens,
        @Nullable String responseId,
        @Nullable BigDecimal reportedUsd) {

    /** Prices of a configuration file are "own" prices of this project, which is only ever one here. */
    static final int PROJECT = 1;

    private static final AttributeKey<String> KIND = AttributeKey.stringKey("openinference.span.kind");
    private static final List<AttributeKey<String>> PROVIDER =
            List.of(GenAi.PROVIDER, AttributeKey.stringKey("gen_ai.system"), AttributeKey.stringKey("llm.provider"));
    private static final List<AttributeKey<String>> REQUEST_MODEL =
            List.of(GenAi.REQUEST_MODEL, AttributeKey.stringKey("llm.model_name"));
    private static final List<AttributeKey<Long>> INPUT = List.of(
            GenAi.INPUT_TOKENS,
            AttributeKey.longKey("gen_ai.usage.prompt_tokens"),
            AttributeKey.longKey("llm.token_count.prompt"));
    private static final List<AttributeKey<Long>> OUTPUT = List.of(
            GenAi.OUTPUT_TOKENS,
            AttributeKey.longKey("gen_ai.usage.completion_tokens"),
            AttributeKey.longKey("llm.token_count.completion"));
    private static final List<AttributeKey<Long>> TOTAL = List.of(GenAi.TOTAL_TOKENS);
    private static final List<AttributeKey<Long>> CACHE_READ = List.of(
            GenAi.CACHE_READ_TOKENS,
            AttributeKey.longKey("gen_ai.usage.cache_read_input_tokens"),
            AttributeKey.longKey("llm.token_count.prompt_details.cache_read"));
    private static final List<AttributeKey<Long>> CACHE_WRITE =
            List.of(GenAi.CACHE_WRITE_TOKENS, AttributeKey.longKey("gen_ai.usage.cache_creation_input_tokens"));
    private static final List<AttributeKey<Long>> REASONING = List.of(GenAi.REASONING_TOKENS);

    /** In the order in which they are most often found. */
    private static final List<List<AttributeKey<Long>>> TOKENS =
            List.of(INPUT, OUTPUT, TOTAL, CACHE_READ, CACHE_WRITE, REASONING);

    /** Whether the span reports tokens as a call of a model does; of most it is seen at once that they do not. */
    static boolean isOne(ReadableSpan span) {
        return (span.getAttribute(GenAi.OPERATION) != null
                        || span.getAttribute(GenAi.REQUEST_MODEL) != null
                        || span.getAttribute(KIND) != null)
                && reportsTokens(span);
    }

    private static boolean reportsTokens(ReadableSpan span) {
        for (int i = 0; i < TOKENS.size(); i++) {
            if (first(span, TOKENS.get(i)) != null) {
                return true;
            }
        }
        return false;
    }

    /** The call of a span that {@link #isOne}. */
    static ModelCall of(ReadableSpan span) {
        ReportedTokens reported = new ReportedTokens(
                first(span, INPUT),
                first(span, OUTPUT),
                first(span, TOTAL),
                first(span, CACHE_READ),
                first(span, CACHE_WRITE),
                first(span, REASONING),
                null,
                null);
        Double reportedUsd = span.getAttribute(GenAi.REPORTED_COST);
        return new ModelCall(
                new ModelUse(
                        PROJECT,
                        first(span, PROVIDER),
                        span.getAttribute(GenAi.RESPONSE_MODEL),
                        first(span, REQUEST_MODEL),
                        start(span)),
                reported.disjoint(InputConvention.UNKNOWN).usage(),
                span.getAttribute(GenAi.RESPONSE_ID),
                reportedUsd == null || !Double.isFinite(reportedUsd) || reportedUsd < 0
                        ? null
                        : BigDecimal.valueOf(reportedUsd));
    }

    private static Instant start(ReadableSpan span) {
        return Instant.EPOCH.plusNanos(span.toSpanData().getStartEpochNanos());
    }

    CallUsage usage() {
        return CallUsage.of(tokens);
    }

    String model() {
        String model = use.responseModel() == null ? use.requestModel() : use.responseModel();
        return model == null ? "unknown" : model;
    }

    /** By index, as this is done of every span and an iterator would be garbage. */
    private static <T> @Nullable T first(ReadableSpan span, List<AttributeKey<T>> keys) {
        for (int i = 0; i < keys.size(); i++) {
            T value = span.getAttribute(keys.get(i));
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
