/**
 * Jaeger's query API over the same traces, for what speaks it already: Grafana's Jaeger data source above all. Names, units
 * (microseconds) and shapes are Jaeger's; errors are problem details like everywhere else.
 */
@NullMarked
package io.observabilityfactory.query.jaeger;

import org.jspecify.annotations.NullMarked;
