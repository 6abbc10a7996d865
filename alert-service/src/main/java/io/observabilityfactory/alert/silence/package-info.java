/** Times in which nobody is told of certain alerts. */
@NullMarked
package io.observabilityfactory.alert.silence;

import org.jspecify.annotations.NullMarked;
