package io.observabilityfactory.bench.measure;

/**
 * What a program took of the machine while it was watched.
 *
 * @param cores CPU seconds per second
 * @param peakBytes the most resident memory
 */
public record ProcessUse(String name, double cores, long peakBytes) {}
