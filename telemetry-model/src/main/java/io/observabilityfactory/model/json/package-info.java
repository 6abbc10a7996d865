/** JSON as telemetry carries it: in texts that may be cut off. */
@NullMarked
package io.observabilityfactory.model.json;

import org.jspecify.annotations.NullMarked;
