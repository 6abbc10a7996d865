/** Log records: of a trace, by severity, by what they say. */
@NullMarked
package io.observabilityfactory.query.log;

import org.jspecify.annotations.NullMarked;
