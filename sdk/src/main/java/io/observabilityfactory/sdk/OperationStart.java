package io.observabilityfactory.sdk;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is about to begin, with what is known of it already.
 *
 * <pre>{@code
 * Tracer.agent("research_agent").runId("research_001").user("user_001").call(() -> research(question));
 * }</pre>
 */
public final class OperationStart {

    /** Of which nothing is recorded: all of it together costs its caller a few nanoseconds. */
    static final OperationStart NOTHING =
            new OperationStart(OpenTelemetry.noop().getTracer(Enabled.SCOPE).spanBuilder(""));

    private final SpanBuilder span;

    OperationStart(SpanBuilder span) {
        this.span = span;
    }

    /** A name of the caller's own for the whole run, by which {@link Tracer#getTrace} finds it. */
    public OperationStart runId(String runId) {
        return attribute(GenAi.RUN_ID.getKey(), runId);
    }

    /** The conversation it belongs to; it holds for the whole trace. */
    public OperationStart session(String sessionId) {
        return attribute(GenAi.SESSION_ID.getKey(), sessionId);
    }

    /** Whom it is done for; it holds for the whole trace. */
    public OperationStart user(String userId) {
        return attribute(GenAi.USER_ID.getKey(), userId);
    }

    /** Says something of it, as text; null says nothing. */
    public OperationStart attribute(String key, @Nullable String value) {
        span.setAttribute(key, value);
        return this;
    }

    /** Says something of it, as a whole number. */
    public OperationStart attribute(String key, long value) {
        span.setAttribute(key, value);
        return this;
    }

    /** Says something of it, as a number. */
    public OperationStart attribute(String key, double value) {
        span.setAttribute(key, value);
        return this;
    }

    /** When it began, if that is not now. */
    public OperationStart startedAt(Instant time) {
        span.setStartTimestamp(time);
        return this;
    }

    /** Begins it; it is current on this thread until it is closed. */
    @SuppressWarnings("MustBeClosedChecker") // closed by TracedOperation
    public TracedOperation start() {
        if (this == NOTHING) {
            return TracedOperation.NOTHING;
        }
        Span started = span.startSpan();
        return new TracedOperation(started, started.makeCurrent());
    }

    /** Begins it without making it current: for what ends in a callback, on whatever thread. */
    public TracedOperation startDetached() {
        return this == NOTHING ? TracedOperation.NOTHING : new TracedOperation(span.startSpan(), Scope.noop());
    }

    /**
     * Does it. Should the result be a {@link java.util.concurrent.CompletionStage}, a Mutiny {@code Uni} or a Reactor
     * {@code Mono}, it ends when that does.
     *
     * @throws X what the work throws, after it was recorded
     */
    public <T, X extends Exception> T call(Work<T, X> work) throws X {
        return start().finishAfter(work);
    }

    /**
     * Does it.
     *
     * @throws X what the action throws, after it was recorded
     */
    public <X extends Exception> void run(Work.Action<X> action) throws X {
        start().finishAfter(action);
    }
}
