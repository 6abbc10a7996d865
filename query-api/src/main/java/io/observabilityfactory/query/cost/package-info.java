/** What was spent over a range of time, by day and by whatever one may group by. */
@NullMarked
package io.observabilityfactory.query.cost;

import org.jspecify.annotations.NullMarked;
