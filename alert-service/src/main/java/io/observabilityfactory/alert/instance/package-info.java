/** The alerts there are and were, for people to see and to acknowledge. */
@NullMarked
package io.observabilityfactory.alert.instance;

import org.jspecify.annotations.NullMarked;
