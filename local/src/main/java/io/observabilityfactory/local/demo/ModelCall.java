package io.observabilityfactory.local.demo;

import io.observabilityfactory.sdk.ModelUsage;
import io.observabilityfactory.sdk.OperationStart;
import io.observabilityfactory.sdk.TracedOperation;
import io.observabilityfactory.sdk.Tracer;
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
    public OperationStart begin() {
        return Tracer.modelCall(provider, model);
    }

    @Override
    public void describe(TracedOperation call) {
        call.span().updateName(name);
        if (errorType != null) {
            call.recordFailure(errorType, "no answer within " + duration.toSeconds() + " s");
        } else {
            call.recordResponse(model, null)
                    .recordUsage(ModelUsage.of(inputTokens, outputTokens)
                            .cacheRead(cachedTokens)
                            .reasoning(reasoningTokens));
        }
    }
}
