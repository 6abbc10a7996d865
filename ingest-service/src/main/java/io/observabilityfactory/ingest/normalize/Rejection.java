package io.observabilityfactory.ingest.normalize;

import java.util.Arrays;

/**
 * A record that cannot be stored, and why.
 *
 * @param reason for whoever sent it
 * @param record as it came
 */
public record Rejection(String reason, byte[] record) {

    /** Of a refused record so much is kept. */
    private static final int KEPT_BYTES = 16 * 1024;

    /** The record, or its beginning. */
    public byte[] keptBytes() {
        return record.length <= KEPT_BYTES ? record : Arrays.copyOf(record, KEPT_BYTES);
    }
}
