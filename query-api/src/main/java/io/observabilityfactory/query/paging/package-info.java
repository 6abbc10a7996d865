/**
 * Lists in parts. A list is sorted by a key that no two rows share, and a part begins after the key of the last row of the
 * part before: rows that appear or vanish in between move nothing.
 */
@NullMarked
package io.observabilityfactory.query.paging;

import org.jspecify.annotations.NullMarked;
