/** Usage by minute, hour and day, by user, session and tag, and by release, kept by adding differences. */
@NullMarked
package io.observabilityfactory.cost.rollup;

import org.jspecify.annotations.NullMarked;
