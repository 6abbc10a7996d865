package io.observabilityfactory.sdk;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Something to be done later, with what was left to be done before it: a stack, as one takes a single write of whoever adds to it. */
abstract sealed class Left {

    private static final Logger LOG = Logger.getLogger(Left.class.getName());

    private @Nullable Left before;
    private int place;

    void follow(@Nullable Left left) {
        before = left;
        place = left == null ? 1 : left.place + 1;
    }

    /** From 1. */
    int place() {
        return place;
    }

    /** From the one at place 1. */
    static List<Left> inOrder(@Nullable Left newest) {
        Left[] all = new Left[newest == null ? 0 : newest.place];
        for (Left left = newest; left != null; left = left.before) {
            all[left.place - 1] = left;
        }
        return List.of(all);
    }

    /** Throws nothing: what one of the processors throws is logged. */
    abstract void handOn(List<SpanProcessor> processors);

    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A span was not dealt with", e);
        }
    }

    /** A span has started. */
    static final class Started extends Left {

        private final ReadWriteSpan span;

        Started(ReadWriteSpan span) {
            this.span = span;
        }

        @Override
        void handOn(List<SpanProcessor> processors) {
            for (SpanProcessor next : processors) {
                if (next.isStartRequired()) {
                    attempt(() -> next.onStart(Context.root(), span));
                }
            }
        }
    }

    /** A span has ended. */
    static final class Ended extends Left {

        private final ReadableSpan span;

        Ended(ReadableSpan span) {
            this.span = span;
        }

        @Override
        void handOn(List<SpanProcessor> processors) {
            for (SpanProcessor next : processors) {
                if (next.isEndRequired()) {
                    attempt(() -> next.onEnd(span));
                }
            }
        }
    }

    /** Something else, in its turn. */
    static final class Errand extends Left {

        private final Runnable work;

        Errand(Runnable work) {
            this.work = work;
        }

        @Override
        void handOn(List<SpanProcessor> processors) {
            attempt(work);
        }
    }
}
