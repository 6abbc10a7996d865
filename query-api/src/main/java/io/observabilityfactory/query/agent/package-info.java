/** How agents perform over a range of time. */
@NullMarked
package io.observabilityfactory.query.agent;

import org.jspecify.annotations.NullMarked;
