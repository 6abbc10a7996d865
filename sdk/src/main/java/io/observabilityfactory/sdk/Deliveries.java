package io.observabilityfactory.sdk;

/**
 * What is counted of all that is sent; nothing, as long as there is nowhere to send to.
 *
 * @param first is done before anything is read, for what was recorded and is not counted yet
 */
record Deliveries(DeliveryCounts spans, DeliveryCounts logRecords, DeliveryCounts langfuseSpans, Runnable first) {

    static Deliveries none() {
        return new Deliveries(
                new DeliveryCounts("spans"),
                new DeliveryCounts("log records"),
                new DeliveryCounts("spans for Langfuse"),
                () -> {});
    }

    Deliveries after(Runnable work) {
        return new Deliveries(spans, logRecords, langfuseSpans, work);
    }

    /** At any time: what may just as well be waiting is not called dropped. */
    Delivery read() {
        first.run();
        return new Delivery(spans.read(), logRecords.read(), langfuseSpans.read());
    }

    /** After a flush, when nothing waits. */
    Delivery readAfterFlush() {
        return new Delivery(spans.readAfterFlush(), logRecords.readAfterFlush(), langfuseSpans.readAfterFlush());
    }

    /** Losses that were not told yet. */
    void reportLast() {
        spans.reportLast();
        logRecords.reportLast();
        langfuseSpans.reportLast();
    }
}
