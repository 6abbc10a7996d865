package io.observabilityfactory.ingest.normalize;

import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long the first token of an answer took. Clients report that, or the instant it came. */
final class FirstToken {

    private static final Duration LONGEST = Duration.ofDays(1);

    private FirstToken() {}

    static @Nullable Long nanos(Span span, Attributes attributes) {
        Long nanos = GenAiFields.FIRST_TOKEN_NANOS.in(attributes);
        if (nanos != null) {
            return nanos;
        }
        Instant came = GenAiFields.COMPLETION_START.in(attributes);
        return came == null ? null : between(UnixNanos.toInstant(span.getStartTimeUnixNano()), came);
    }

    private static @Nullable Long between(Instant start, Instant came) {
        Duration wait = Duration.between(start, came);
        return wait.isNegative() || wait.compareTo(LONGEST) > 0 ? null : wait.toNanos();
    }
}
