package io.observabilityfactory.alert.evaluation;

/** There are new notifications in the outbox. Only a wake-up call: whoever misses it finds them there all the same. */
public record MessagesWaiting(long count) {}
