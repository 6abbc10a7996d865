package io.observabilityfactory.bench.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** When the next batch may be sent, for any number of senders together. */
public final class Pace {

    /** After a standstill no more than this is caught up on, so that it is not followed by a burst. */
    private static final long CATCH_UP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private volatile long intervalNanos;
    private final AtomicLong next;

    private Pace(long intervalNanos, long startNanos) {
        this.intervalNanos = intervalNanos;
        this.next = new AtomicLong(startNanos);
    }

    /** A batch as soon as a sender is free. */
    public static Pace asFastAsAnswered() {
        return new Pace(0, 0);
    }

    /** @param startNanos of the clock that {@link #claim} is asked with */
    public static Pace of(int spansPerSecond, int spansPerBatch, long startNanos) {
        return new Pace(TimeUnit.SECONDS.toNanos(1) * spansPerBatch / spansPerSecond, startNanos);
    }

    /** From now on twice as many batches a second are due. */
    public void twiceAsFast() {
        intervalNanos = intervalNanos / 2;
    }

    /** Takes the next batch's turn, which no other sender gets: the time it is due, which may have passed. */
    long claim(long nowNanos) {
        long interval = intervalNanos;
        if (interval == 0) {
            return nowNanos;
        }
        return next.updateAndGet(due -> Math.max(due, nowNanos - CATCH_UP_NANOS) + interval) - interval;
    }
}
