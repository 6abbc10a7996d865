package io.observabilityfactory.sdk;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Counts what is handed over and what comes of it, and reports losses at most once a minute. */
final class DeliveryCounts implements SpanProcessor {

    /** What a batch under way holds beside the queue. */
    private static final int BATCH = 512;

    private static final Logger LOG = Logger.getLogger(DeliveryCounts.class.getName());
    private static final long NANOS_BETWEEN_REPORTS = 60_000_000_000L;

    private final LongAdder recorded = new LongAdder();
    private final LongAdder handedOver = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile int queue;
    private volatile boolean exporting;
    private long reportedLosses;
    private long reportedAt = System.nanoTime() - NANOS_BETWEEN_REPORTS;

    /** @param capacity of the queue of spans that wait to be sent */
    void queueOf(int capacity) {
        queue = capacity;
    }

    /** At any time: what may just as well be waiting is not called dropped. */
    Delivery read() {
        return read(queue + BATCH);
    }

    /** After a flush, when nothing waits. */
    Delivery readAfterFlush() {
        return read(0);
    }

    private Delivery read(int mostWaiting) {
        long taken = handedOver.sum();
        long dropped = Math.max(0, recorded.sum() - taken - mostWaiting);
        return new Delivery(recorded.sum(), sent.sum(), failed.sum(), dropped);
    }

    SpanExporter counting(SpanExporter exporter) {
        exporting = true;
        return new Counting(exporter);
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
        // Only ends are counted.
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (exporting && span.getSpanContext().isSampled()) {
            recorded.increment();
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    private void completed(CompletableResultCode result, int spans) {
        (result.isSuccess() ? sent : failed).add(spans);
        report();
    }

    private synchronized void report() {
        long lost = read().lost();
        long now = System.nanoTime();
        if (lost > reportedLosses && now - reportedAt >= NANOS_BETWEEN_REPORTS) {
            LOG.log(
                    Level.WARNING,
                    "{0} spans were lost: the endpoint does not take them, or not as fast as they come",
                    lost);
            reportedLosses = lost;
            reportedAt = now;
        }
    }

    private final class Counting implements SpanExporter {

        private final SpanExporter exporter;

        Counting(SpanExporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            int count = spans.size();
            handedOver.add(count);
            CompletableResultCode result = exporter.export(spans);
            result.whenComplete(() -> completed(result, count));
            return result;
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }

        @Override
        public String toString() {
            return exporter.toString();
        }
    }
}
