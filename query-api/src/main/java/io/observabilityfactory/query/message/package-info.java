/** What spans were given and gave back, in one shape. The reduction itself is in {@code model.message}. */
@NullMarked
package io.observabilityfactory.query.message;

import org.jspecify.annotations.NullMarked;
