/** Token counts: as clients report them (overlapping) and as they are billed (disjoint buckets). */
@NullMarked
package io.observabilityfactory.model.usage;

import org.jspecify.annotations.NullMarked;
