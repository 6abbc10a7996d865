package io.observabilityfactory.bench.load;

import java.time.Duration;

/** What a service says to an export. */
sealed interface Answer {

    /** Committed, but for so many spans. */
    record Acknowledged(long rejectedSpans) implements Answer {}

    /** To be sent again after a while. */
    record Retryable(Duration pause, String reason) implements Answer {}

    /** Not wanted, now or later. */
    record Refused(String reason) implements Answer {}
}
