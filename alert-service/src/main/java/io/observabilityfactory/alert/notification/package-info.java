/** The outbox: every notification that was committed with an alert is delivered at least once, or visibly given up. */
@NullMarked
package io.observabilityfactory.alert.notification;

import org.jspecify.annotations.NullMarked;
