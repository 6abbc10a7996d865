/** The outbox: every notification that was committed with an alert is delivered at least once, by mail. */
@NullMarked
package io.observabilityfactory.alert.notification;

import org.jspecify.annotations.NullMarked;
