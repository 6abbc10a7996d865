package io.observabilityfactory.cost.billing;

/**
 * What a span is counted under besides what it says itself.
 *
 * @param agent its own, or the nearest above it; empty when none is known
 * @param environment its own, or its trace's; empty when none is known
 */
public record Attribution(String agent, String environment) {}
