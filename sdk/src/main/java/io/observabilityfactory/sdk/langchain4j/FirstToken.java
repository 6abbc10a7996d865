package io.observabilityfactory.sdk.langchain4j;

import io.observabilityfactory.sdk.GenAi;
import io.opentelemetry.api.trace.Span;
import java.util.concurrent.atomic.AtomicBoolean;

/** Brings the span that a listener starts together with the handler that sees the answer begin. */
final class FirstToken {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final ThreadLocal<Timer> CURRENT = new ThreadLocal<>();
    private static final Timer NONE = new Timer();

    private FirstToken() {}

    /** Of one call. */
    static final class Timer {

        private final long start = System.nanoTime();
        private final AtomicBoolean seen = new AtomicBoolean();
        private volatile Span span = Span.getInvalid();

        void attach(Span started) {
            if (this != NONE) {
                span = started;
            }
        }

        void tokenSeen() {
            if (seen.compareAndSet(false, true)) {
                span.setAttribute(GenAi.TIME_TO_FIRST_CHUNK, (System.nanoTime() - start) / NANOS_PER_SECOND);
            }
        }
    }

    /** The timer of the call that is about to be made on this thread; one that does nothing when nobody times it. */
    static Timer current() {
        Timer timer = CURRENT.get();
        return timer == null ? NONE : timer;
    }

    static void with(Timer timer, Runnable call) {
        CURRENT.set(timer);
        try {
            call.run();
        } finally {
            CURRENT.remove();
        }
    }
}
