/** Identity and classification of spans, free of any wire format. */
@NullMarked
package io.observabilityfactory.model.trace;

import org.jspecify.annotations.NullMarked;
