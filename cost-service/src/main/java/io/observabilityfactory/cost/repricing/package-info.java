/** Pricing again what was priced before: a range that a person asks for, and by itself what waited for a price. */
@NullMarked
package io.observabilityfactory.cost.repricing;

import org.jspecify.annotations.NullMarked;
