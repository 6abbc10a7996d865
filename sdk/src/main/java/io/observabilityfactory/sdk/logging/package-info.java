/**
 * Log records as JSON lines that carry the trace they belong to, and as OTLP. It is {@code java.util.logging} that is listened to;
 * SLF4J gets there with {@code slf4j-jdk14}, Log4j with {@code log4j-to-jul}.
 */
@NullMarked
package io.observabilityfactory.sdk.logging;

import org.jspecify.annotations.NullMarked;
