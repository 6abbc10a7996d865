/** API keys: how they are made, and how they are known again without being kept. */
@NullMarked
package io.observabilityfactory.model.access;

import org.jspecify.annotations.NullMarked;
