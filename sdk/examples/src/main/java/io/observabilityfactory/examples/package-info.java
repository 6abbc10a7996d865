/** An agent that shows each part of the SDK. */
@NullMarked
package io.observabilityfactory.examples;

import org.jspecify.annotations.NullMarked;
