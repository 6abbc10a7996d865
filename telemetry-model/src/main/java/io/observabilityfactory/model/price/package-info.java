/** Price versions, how a model finds its price, and the exact cost of a usage. */
@NullMarked
package io.observabilityfactory.model.price;

import org.jspecify.annotations.NullMarked;
