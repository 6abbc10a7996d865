package io.observabilityfactory.sdk;

/**
 * What became of all that this process recorded.
 *
 * <pre>{@code
 * if (telemetry.delivery().lost() > 0) {
 *     System.out.println(telemetry.delivery().spans());
 * }
 * }</pre>
 *
 * Metrics are sums of all that was counted: what an export that fails does not tell, the next one does. They are never lost.
 *
 * @param spans sent to the endpoint
 * @param logRecords sent to the endpoint
 * @param langfuseSpans the same spans, as they were sent to Langfuse; all 0 while it is switched off
 */
public record Delivery(Counts spans, Counts logRecords, Counts langfuseSpans) {

    /** Of spans and log records, wherever they were sent. */
    public long lost() {
        return spans.lost() + logRecords.lost() + langfuseSpans.lost();
    }

    /**
     * Of one kind of records. What is neither sent, failed nor dropped waits, or is on its way.
     *
     * @param recorded that were to be sent
     * @param sent that the server has acknowledged
     * @param failed that were lost because an export failed, after its repetitions
     * @param dropped that were lost because the queue was full; exact after a flush, at least so many before
     */
    public record Counts(long recorded, long sent, long failed, long dropped) {

        /** Those that will never arrive. */
        public long lost() {
            return failed + dropped;
        }
    }
}
