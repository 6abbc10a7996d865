package io.observabilityfactory.bench;

import org.HdrHistogram.Histogram;

/**
 * How cost-service kept up.
 *
 * @param lagMillis by span, from commit to price
 * @param waitingSpans without a price when the load ended
 * @param drainSeconds until all had one
 */
record PricingFigures(Histogram lagMillis, long waitingSpans, double drainSeconds) {}
