package io.observabilityfactory.sdk;

/**
 * What became of the spans and log records of this process. What is neither sent, failed nor dropped waits, or is on its way.
 *
 * @param recorded that were to be sent
 * @param sent that the server has acknowledged
 * @param failed that were lost because an export failed, after its repetitions
 * @param dropped that were lost because the queue was full; exact after a flush, at least so many before
 */
public record Delivery(long recorded, long sent, long failed, long dropped) {

    public long lost() {
        return failed + dropped;
    }
}
