package io.observabilityfactory.alert.channel;

/**
 * What came of a test message.
 *
 * @param detail what the other side said
 */
record TestReport(boolean delivered, String detail, long durationMs) {}
