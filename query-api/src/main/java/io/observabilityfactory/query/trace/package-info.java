/** One trace: its spans with their costs, and the picture of it. */
@NullMarked
package io.observabilityfactory.query.trace;

import org.jspecify.annotations.NullMarked;
