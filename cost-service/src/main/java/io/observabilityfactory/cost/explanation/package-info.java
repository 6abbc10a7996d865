/** What people ask about costs: why a span costs this much, and what has no price. */
@NullMarked
package io.observabilityfactory.cost.explanation;

import org.jspecify.annotations.NullMarked;
