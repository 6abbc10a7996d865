package io.observabilityfactory.cost.settlement;

import org.jspecify.annotations.Nullable;

/**
 * What is told of a span without being accounted for.
 *
 * @param runId the caller's own name for the whole run
 */
record SpanFacts(String name, @Nullable String runId) {}
