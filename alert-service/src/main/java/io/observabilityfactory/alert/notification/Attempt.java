package io.observabilityfactory.alert.notification;

import io.observabilityfactory.alert.channel.Outcome;
import java.time.Duration;

/** One attempt to deliver, with what became of it. */
record Attempt(PendingNotification notification, Outcome outcome, Duration duration) {}
