package io.observabilityfactory.ingest.normalize;

/**
 * A record that cannot be stored, and why.
 *
 * @param reason for whoever sent it
 * @param record as it came
 */
public record Rejection(String reason, byte[] record) {}
