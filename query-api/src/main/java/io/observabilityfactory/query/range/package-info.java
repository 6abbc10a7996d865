/** Ranges of time as callers give them. */
@NullMarked
package io.observabilityfactory.query.range;

import org.jspecify.annotations.NullMarked;
