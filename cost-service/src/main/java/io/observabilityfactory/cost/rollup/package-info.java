/** Usage by minute and by hour, kept by adding differences. */
@NullMarked
package io.observabilityfactory.cost.rollup;

import org.jspecify.annotations.NullMarked;
