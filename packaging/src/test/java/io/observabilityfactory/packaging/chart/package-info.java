/** The Helm chart, rendered by Helm itself in this process, without a cluster. */
@NullMarked
package io.observabilityfactory.packaging.chart;

import org.jspecify.annotations.NullMarked;
