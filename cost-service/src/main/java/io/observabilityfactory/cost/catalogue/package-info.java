/** The REST API by which people look at prices, add their own, and ask what something would cost. */
@NullMarked
package io.observabilityfactory.cost.catalogue;

import org.jspecify.annotations.NullMarked;
