/** What the service as a whole is told by its operator. */
@NullMarked
package io.observabilityfactory.alert;

import org.jspecify.annotations.NullMarked;
