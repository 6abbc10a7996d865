package io.observabilityfactory.query.trace;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a span's place in its trace makes of it.
 *
 * @param selfTime in which none of its children ran
 * @param onCriticalPath how long the trace waited for the span itself; {@code null} when it never did
 * @param total of it and everything below it
 */
record SpanFigures(Duration selfTime, @Nullable Duration onCriticalPath, SubtreeTotal total) {}
