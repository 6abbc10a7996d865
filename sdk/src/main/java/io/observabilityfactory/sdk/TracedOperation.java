package io.observabilityfactory.sdk;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span under way, current on the thread that started it; closing it ends it.
 *
 * <pre>{@code
 * try (var span = Tracer.startSpan("custom_operation")) {
 *     span.setAttribute("user_id", "user_001");
 * }
 * }</pre>
 */
public final class TracedOperation implements AutoCloseable {

    /** Of which nothing is recorded. */
    static final TracedOperation NOTHING = new TracedOperation(Span.getInvalid(), Scope.noop());

    private static final double NANOS_PER_SECOND = 1e9;

    private final Span span;
    private final Scope scope;

    TracedOperation(Span span, Scope scope) {
        this.span = span;
        this.scope = scope;
    }

    /** For code that wants OpenTelemetry's own API. */
    public Span span() {
        return span;
    }

    /** Says something of it, as text; null says nothing. */
    public TracedOperation setAttribute(String key, @Nullable String value) {
        span.setAttribute(key, value);
        return this;
    }

    /** Says something of it, as a whole number. */
    public TracedOperation setAttribute(String key, long value) {
        span.setAttribute(key, value);
        return this;
    }

    /** Says something of it, as a number. */
    public TracedOperation setAttribute(String key, double value) {
        span.setAttribute(key, value);
        return this;
    }

    /** Says whether something holds of it. */
    public TracedOperation setAttribute(String key, boolean value) {
        span.setAttribute(key, value);
        return this;
    }

    /**
     * Of a call of a model: the tokens it took, which is what it costs.
     *
     * @param usage null when it is not known
     */
    public TracedOperation recordUsage(@Nullable ModelUsage usage) {
        if (usage != null && this != NOTHING) {
            usage.describe(span);
        }
        return this;
    }

    /** Of a call of a model: which one answered, if not the one that was asked for, and the provider's id of the answer. */
    public TracedOperation recordResponse(@Nullable String model, @Nullable String responseId) {
        span.setAttribute(GenAi.RESPONSE_MODEL, model);
        span.setAttribute(GenAi.RESPONSE_ID, responseId);
        return this;
    }

    /**
     * Of a call of a model: how long it took until the answer began.
     *
     * @param after null when it is not known
     */
    public TracedOperation recordFirstToken(@Nullable Duration after) {
        if (after != null) {
            span.setAttribute(GenAi.TIME_TO_FIRST_CHUNK, after.getSeconds() + after.getNano() / NANOS_PER_SECOND);
        }
        return this;
    }

    /**
     * It failed.
     *
     * @param failure null when it is not known why
     */
    public TracedOperation recordFailure(@Nullable Throwable failure) {
        if (failure == null) {
            span.setStatus(StatusCode.ERROR);
            return this;
        }
        span.setAttribute(GenAi.ERROR_TYPE, failure.getClass().getName());
        try {
            span.recordException(failure).setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
        } catch (RuntimeException e) {
            // An exception may be written so that it cannot even be told; it is still the one the caller should get.
            span.setStatus(StatusCode.ERROR, "cannot be told: " + e.getClass().getName());
        }
        return this;
    }

    /**
     * It failed, without an exception.
     *
     * @param errorType such as {@code timeout}
     */
    public TracedOperation recordFailure(String errorType, String message) {
        span.setStatus(StatusCode.ERROR, message);
        span.setAttribute(GenAi.ERROR_TYPE, errorType);
        return this;
    }

    /** 32 hexadecimal digits; all zero while nothing is recorded. */
    public String traceId() {
        return span.getSpanContext().getTraceId();
    }

    /** 16 hexadecimal digits; all zero while nothing is recorded. */
    public String spanId() {
        return span.getSpanContext().getSpanId();
    }

    /** Does the work and ends; what the work throws is recorded and goes on to the caller. */
    <T, X extends Exception> T finishAfter(Work<T, X> work) throws X {
        T result;
        try {
            result = work.call();
        } catch (Throwable failure) {
            recordFailure(failure);
            close();
            throw failure;
        }
        if (this != NOTHING && AsyncResult.isAsync(result)) {
            scope.close();
            return AsyncResult.ending(result, this::end);
        }
        close();
        return result;
    }

    /** As {@link #finishAfter(Work)}. */
    <X extends Exception> void finishAfter(Work.Action<X> action) throws X {
        try {
            action.run();
        } catch (Throwable failure) {
            recordFailure(failure);
            close();
            throw failure;
        }
        close();
    }

    private void end(@Nullable Throwable failure) {
        if (failure != null) {
            recordFailure(failure);
        }
        span.end();
    }

    /** Ends it, on the thread that started it. A second time does nothing. */
    @Override
    public void close() {
        scope.close();
        span.end();
    }

    /** Ends it at another time than now. */
    public void closeAt(Instant time) {
        scope.close();
        span.end(time);
    }
}
