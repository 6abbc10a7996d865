package io.observabilityfactory.local.demo;

import io.opentelemetry.api.trace.SpanBuilder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call of a model as a client library reports it.
 *
 * @param inputTokens cached ones included
 * @param outputTokens reasoning included
 */
record ModelCall(
        String name,
        String provider,
        String model,
        Duration duration,
        long inputTokens,
        long cachedTokens,
        long outputTokens,
        long reasoningTokens,
        @Nullable String errorType)
        implements Step {

    static ModelCall of(String provider, String model, Duration duration, long inputTokens, long outputTokens) {
        return new ModelCall("chat " + model, provider, model, duration, inputTokens, 0, outputTokens, 0, null);
    }

    ModelCall named(String other) {
        return new ModelCall(
                other, provider, model, duration, inputTokens, cachedTokens, outputTokens, reasoningTokens, errorType);
    }

    ModelCall cached(long tokens) {
        return new ModelCall(
                name, provider, model, duration, inputTokens, tokens, outputTokens, reasoningTokens, errorType);
    }

    ModelCall reasoning(long tokens) {
        return new ModelCall(
                name, provider, model, duration, inputTokens, cachedTokens, outputTokens, tokens, errorType);
    }

    ModelCall lasting(Duration other) {
        return new ModelCall(
                name, provider, model, other, inputTokens, cachedTokens, outputTokens, reasoningTokens, errorType);
    }

    /** The provider did not answer in time: nothing was generated, and nothing is reported as used. */
    ModelCall timedOut() {
        return new ModelCall(name, provider, model, duration, 0, 0, 0, 0, "timeout");
    }

    @Override
    public long paidCalls() {
        return errorType == null ? 1 : 0;
    }

    @Override
    public void describe(SpanBuilder span) {
        span.setAttribute("gen_ai.operation.name", "chat")
                .setAttribute("gen_ai.provider.name", provider)
                .setAttribute("gen_ai.request.model", model);
        if (errorType != null) {
            span.setAttribute("error.type", errorType);
            return;
        }
        span.setAttribute("gen_ai.response.model", model)
                .setAttribute("gen_ai.usage.input_tokens", inputTokens)
                .setAttribute("gen_ai.usage.output_tokens", outputTokens);
        if (cachedTokens > 0) {
            span.setAttribute("gen_ai.usage.cache_read.input_tokens", cachedTokens);
        }
        if (reasoningTokens > 0) {
            span.setAttribute("gen_ai.usage.reasoning.output_tokens", reasoningTokens);
        }
    }
}
