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
import java.util.Optional;
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
    private static final AttributeKey<String> OLD_SYSTEM = AttributeKey.stringKey("gen_ai.system");
    private static final AttributeKey<String> OI_PROVIDER = AttributeKey.stringKey("llm.provider");
    private static final AttributeKey<String> OI_MODEL = AttributeKey.stringKey("llm.model_name");
    private static final AttributeKey<Long> OLD_INPUT = AttributeKey.longKey("gen_ai.usage.prompt_tokens");
    private static final AttributeKey<Long> OLD_OUTPUT = AttributeKey.longKey("gen_ai.usage.completion_tokens");
    private static final AttributeKey<Long> OI_INPUT = AttributeKey.longKey("llm.token_count.prompt");
    private static final AttributeKey<Long> OI_OUTPUT = AttributeKey.longKey("llm.token_count.completion");
    private static final AttributeKey<Long> OI_CACHED =
            AttributeKey.longKey("llm.token_count.prompt_details.cache_read");
    private static final AttributeKey<Long> OLD_CACHED = AttributeKey.longKey("gen_ai.usage.cache_read_input_tokens");
    private static final AttributeKey<Long> OLD_CACHE_WRITE =
            AttributeKey.longKey("gen_ai.usage.cache_creation_input_tokens");

    /** Empty for a span that reports no tokens. */
    static Optional<ModelCall> of(ReadableSpan span) {
        if (span.getAttribute(GenAi.OPERATION) == null
                && span.getAttribute(GenAi.REQUEST_MODEL) == null
                && span.getAttribute(KIND) == null) {
            return Optional.empty();
        }
        ReportedTokens reported = new ReportedTokens(
                first(span, GenAi.INPUT_TOKENS, OLD_INPUT, OI_INPUT),
                first(span, GenAi.OUTPUT_TOKENS, OLD_OUTPUT, OI_OUTPUT),
                span.getAttribute(GenAi.TOTAL_TOKENS),
                first(span, GenAi.CACHE_READ_TOKENS, OLD_CACHED, OI_CACHED),
                first(span, GenAi.CACHE_WRITE_TOKENS, OLD_CACHE_WRITE),
                span.getAttribute(GenAi.REASONING_TOKENS),
                null,
                null);
        return reported.isEmpty() ? Optional.empty() : Optional.of(call(span, reported));
    }

    private static ModelCall call(ReadableSpan span, ReportedTokens reported) {
        Double reportedUsd = span.getAttribute(GenAi.REPORTED_COST);
        return new ModelCall(
                new ModelUse(
                        PROJECT,
                        first(span, GenAi.PROVIDER, OLD_SYSTEM, OI_PROVIDER),
                        span.getAttribute(GenAi.RESPONSE_MODEL),
                        first(span, GenAi.REQUEST_MODEL, OI_MODEL),
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

    @SafeVarargs
    private static <T> @Nullable T first(ReadableSpan span, AttributeKey<T>... keys) {
        for (AttributeKey<T> key : keys) {
            T value = span.getAttribute(key);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
