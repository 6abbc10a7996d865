/** Sessions: the traces that belong together, and what they cost. */
@NullMarked
package io.observabilityfactory.query.session;

import org.jspecify.annotations.NullMarked;
