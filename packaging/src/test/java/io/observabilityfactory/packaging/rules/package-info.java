/** The alerts and recording rules of the chart, judged by Prometheus' own tools. */
@NullMarked
package io.observabilityfactory.packaging.rules;

import org.jspecify.annotations.NullMarked;
