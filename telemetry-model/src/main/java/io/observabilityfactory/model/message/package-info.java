/**
 * What was said to models and tools, and what they said: reduced to one shape whatever an instrumentation sends, from the
 * attributes of a span, from its events and from log records. Pure: what is stored stays as it was sent.
 */
@NullMarked
package io.observabilityfactory.model.message;

import org.jspecify.annotations.NullMarked;
