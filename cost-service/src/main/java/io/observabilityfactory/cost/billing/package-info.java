/** Who pays, decided for a whole trace at a time. Pure: no I/O, no clock. */
@NullMarked
package io.observabilityfactory.cost.billing;

import org.jspecify.annotations.NullMarked;
