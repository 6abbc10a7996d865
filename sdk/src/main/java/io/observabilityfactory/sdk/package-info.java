/**
 * Traces agents from Java. Spans are OpenTelemetry's and leave over OTLP; nothing here throws into the caller's code, and
 * until {@link io.observabilityfactory.sdk.OpenTelemetryIntegration} is enabled nothing is recorded at all.
 */
@NullMarked
package io.observabilityfactory.sdk;

import org.jspecify.annotations.NullMarked;
