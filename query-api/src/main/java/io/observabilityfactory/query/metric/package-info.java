/** Metrics that agents sent over OTLP, as series. */
@NullMarked
package io.observabilityfactory.query.metric;

import org.jspecify.annotations.NullMarked;
