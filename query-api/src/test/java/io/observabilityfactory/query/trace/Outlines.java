package io.observabilityfactory.query.trace;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Spans of a trace that starts at the epoch. */
final class Outlines {

    private Outlines() {}

    static SpanOutline span(String id, @Nullable String parent, String name, long startMillis, long durationMillis) {
        return new SpanOutline(id, parent, name, Instant.ofEpochMilli(startMillis), Duration.ofMillis(durationMillis));
    }
}
