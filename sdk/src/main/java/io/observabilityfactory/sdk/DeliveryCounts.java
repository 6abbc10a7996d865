package io.observabilityfactory.sdk;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Counts records of one kind as they are handed over, and what comes of them; tells of losses at most once a minute. */
final class DeliveryCounts {

    private static final Logger LOG = Logger.getLogger(DeliveryCounts.class.getName());
    private static final long NANOS_BETWEEN_REPORTS = 60_000_000_000L;

    private final String what;
    private final LongAdder recorded = new LongAdder();
    private final LongAdder handedOver = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile int mostWaiting;
    private volatile boolean exporting;
    private long reportedLosses;
    private long reportedAt = System.nanoTime() - NANOS_BETWEEN_REPORTS;

    /** @param what is counted, in the plural */
    DeliveryCounts(String what) {
        this.what = what;
    }

    /** There is somewhere to send to, from a queue of this capacity in batches of this size. */
    void exportFrom(int queue, int batch) {
        mostWaiting = queue + batch;
        exporting = true;
    }

    boolean isExporting() {
        return exporting;
    }

    void recorded() {
        if (exporting) {
            recorded.increment();
        }
    }

    /** A batch leaves the queue; what comes of it is counted as soon as it is known. */
    void exported(int count, CompletableResultCode result) {
        handedOver.add(count);
        result.whenComplete(() -> {
            (result.isSuccess() ? sent : failed).add(count);
            report(NANOS_BETWEEN_REPORTS);
        });
    }

    /** At any time: what may just as well be waiting is not called dropped. */
    Delivery.Counts read() {
        return read(mostWaiting);
    }

    /** After a flush, when nothing waits. */
    Delivery.Counts readAfterFlush() {
        return read(0);
    }

    private Delivery.Counts read(int waiting) {
        // In this order: what comes and goes meanwhile must not look as if it had been dropped.
        long all = recorded.sum();
        long taken = handedOver.sum();
        return new Delivery.Counts(all, sent.sum(), failed.sum(), Math.max(0, all - taken - waiting));
    }

    /** Whatever was not told yet. */
    void reportLast() {
        report(0);
    }

    private synchronized void report(long nanosSinceLast) {
        long lost = read().lost();
        long now = System.nanoTime();
        if (lost > reportedLosses && now - reportedAt >= nanosSinceLast) {
            LOG.log(
                    Level.WARNING,
                    "{0} {1} were lost: the endpoint does not take them, or not as fast as they come",
                    new Object[] {lost, what});
            reportedLosses = lost;
            reportedAt = now;
        }
    }
}
