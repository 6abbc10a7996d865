/** The price catalogue: the list prices shipped with this service, and the versions in the database. */
@NullMarked
package io.observabilityfactory.cost.pricing;

import org.jspecify.annotations.NullMarked;
