package io.observabilityfactory.sdk;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Hands spans to other processors a moment after they have started and ended, in that order, on a thread of its own: the thread that
 * starts or ends a span only leaves it here, which takes some nanoseconds. One that throws keeps nothing from the others.
 *
 * <pre>{@code
 * SdkTracerProvider.builder()
 *         .addSpanProcessor(costs.processor().then(BatchSpanProcessor.builder(exporter).build()))
 * }</pre>
 *
 * <p>The other processors are given the root context, and a span as it is by then: what they write to it may come too late.
 */
public final class LaterProcessor implements SpanProcessor {

    private static final long LATEST_NANOS = 100_000_000;

    /** Beyond the starts and ends of 2,048 spans, whoever leaves the next one does all of it: nothing is left out. */
    private static final int MOST_LEFT = 4_096;

    /** So many are not left lying until then. */
    private static final int MANY_LEFT = MOST_LEFT / 2;

    private final AtomicReference<@Nullable Left> newest = new AtomicReference<>();

    /** Held by whoever hands on: one after the other, as they were left. */
    private final Object order = new Object();

    private final Thread thread = new Thread(this::catchUpUntilStopped, "observability-spans");
    private final List<SpanProcessor> then = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    private LaterProcessor() {}

    /** Hands on to nobody yet; its thread runs until it is shut down or stopped. */
    public static LaterProcessor start() {
        LaterProcessor processor = new LaterProcessor();
        processor.thread.setDaemon(true);
        processor.thread.start();
        return processor;
    }

    /** Spans go to this one as well, after those that were named before. */
    public LaterProcessor then(SpanProcessor next) {
        then.add(next);
        return this;
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
        leave(new Left.Started(span));
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        leave(new Left.Ended(span));
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    /** Does something between the spans that were left before and those that come after. */
    public void inTurn(Runnable work) {
        leave(new Left.Errand(work));
    }

    private void leave(Left left) {
        Left before;
        do {
            before = newest.get();
            left.follow(before);
        } while (!newest.compareAndSet(before, left));
        if (left.place() == MANY_LEFT) {
            LockSupport.unpark(thread);
        } else if (left.place() >= MOST_LEFT) {
            catchUp();
        }
    }

    /** After this, everything that was left here before has been handed on. */
    public void catchUp() {
        synchronized (order) {
            for (Left left : Left.inOrder(newest.getAndSet(null))) {
                left.handOn(then);
            }
        }
    }

    private void catchUpUntilStopped() {
        while (!stopped) {
            LockSupport.parkNanos(this, LATEST_NANOS);
            catchUp();
        }
    }

    @Override
    public CompletableResultCode forceFlush() {
        catchUp();
        return SpanProcessor.composite(then).forceFlush();
    }

    /** Ends its thread. What is left here afterwards waits for a flush, or until it is too much. */
    public void stop() {
        stopped = true;
        LockSupport.unpark(thread);
        catchUp();
    }

    @Override
    public CompletableResultCode shutdown() {
        stop();
        return SpanProcessor.composite(then).shutdown();
    }
}
