/** Every way a request can fail, and the answer (RFC 9457) that tells the caller why. */
@NullMarked
package io.observabilityfactory.query.problem;

import org.jspecify.annotations.NullMarked;
