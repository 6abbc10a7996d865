/** The public HTTP API that reads what the other services wrote. It never writes. */
@NullMarked
package io.observabilityfactory.query;

import org.jspecify.annotations.NullMarked;
