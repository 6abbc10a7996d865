package io.observabilityfactory.sdk;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.concurrent.Callable;

/** A span under way on the thread that started it; closing it ends it. */
public final class TracedOperation implements AutoCloseable {

    private final Span span;
    private final Scope scope;

    @SuppressWarnings("MustBeClosedChecker") // closed by close()
    TracedOperation(Span span) {
        this.span = span;
        this.scope = span.makeCurrent();
    }

    public TracedOperation setAttribute(String key, String value) {
        span.setAttribute(key, value);
        return this;
    }

    public TracedOperation setAttribute(String key, long value) {
        span.setAttribute(key, value);
        return this;
    }

    public TracedOperation setAttribute(String key, double value) {
        span.setAttribute(key, value);
        return this;
    }

    public TracedOperation setAttribute(String key, boolean value) {
        span.setAttribute(key, value);
        return this;
    }

    /** 32 hexadecimal digits; all zero while nothing is recorded. */
    public String traceId() {
        return span.getSpanContext().getTraceId();
    }

    /** Runs the work; what it throws is recorded and goes on to the caller. */
    <T> T record(Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (Throwable failure) {
            span.recordException(failure).setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
            span.setAttribute("error.type", failure.getClass().getName());
            throw failure;
        }
    }

    @Override
    public void close() {
        scope.close();
        span.end();
    }
}
