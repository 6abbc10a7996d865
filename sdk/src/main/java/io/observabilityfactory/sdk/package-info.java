/**
 * Traces agents, counts their cost and asks for both, from Java.
 *
 * <p>{@link io.observabilityfactory.sdk.OpenTelemetryIntegration} switches it on; until then everything here does nothing.
 * {@link io.observabilityfactory.sdk.Tracer} records runs, {@link io.observabilityfactory.sdk.MetricsCollector} calls that were
 * measured elsewhere, and {@link io.observabilityfactory.sdk.cost.CostTracker} what they cost. Recording never throws into the
 * caller's code, never waits, and holds a bounded amount of memory; what had to be dropped is counted and reported
 * ({@link io.observabilityfactory.sdk.Delivery}). Questions wait for their answers and throw
 * {@link io.observabilityfactory.sdk.query.QueryException} when there are none.
 */
@NullMarked
package io.observabilityfactory.sdk;

import org.jspecify.annotations.NullMarked;
