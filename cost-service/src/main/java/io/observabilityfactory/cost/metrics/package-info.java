/** Figures about calls of models for Prometheus: told once for each span, with bounded labels, after they are committed. */
@NullMarked
package io.observabilityfactory.cost.metrics;

import org.jspecify.annotations.NullMarked;
