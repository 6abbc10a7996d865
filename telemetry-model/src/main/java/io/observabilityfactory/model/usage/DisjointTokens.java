package io.observabilityfactory.model.usage;

/**
 * Reported tokens after their overlaps were taken apart.
 *
 * @param inclusion how the input count was read
 * @param consistent whether the counts that were reported agree with each other
 */
public record DisjointTokens(TokenUsage usage, TokenInclusion inclusion, boolean consistent) {}
