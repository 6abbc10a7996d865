/**
 * Interceptors behind {@link io.observabilityfactory.sdk.TraceAgent} and {@link io.observabilityfactory.sdk.Traced}, and what makes the
 * SDK work with the OpenTelemetry that the container has.
 */
@NullMarked
package io.observabilityfactory.sdk.cdi;

import org.jspecify.annotations.NullMarked;
