/** Latency histograms that can be merged, so that percentiles hold over any range. */
@NullMarked
package io.observabilityfactory.model.latency;

import org.jspecify.annotations.NullMarked;
