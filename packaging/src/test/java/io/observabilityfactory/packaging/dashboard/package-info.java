/** The dashboards of the chart: complete, and asking only for what there is. */
@NullMarked
package io.observabilityfactory.packaging.dashboard;

import org.jspecify.annotations.NullMarked;
