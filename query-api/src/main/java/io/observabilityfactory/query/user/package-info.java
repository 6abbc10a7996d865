/** Users of agents, and what they cost. */
@NullMarked
package io.observabilityfactory.query.user;

import org.jspecify.annotations.NullMarked;
