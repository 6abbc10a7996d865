/** What agents spend: which span pays, at which price, and the sums over all of them. */
@NullMarked
package io.observabilityfactory.cost;

import org.jspecify.annotations.NullMarked;
