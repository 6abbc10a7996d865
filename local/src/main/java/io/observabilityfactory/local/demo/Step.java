package io.observabilityfactory.local.demo;

import io.opentelemetry.api.trace.SpanBuilder;
import java.time.Duration;
import java.util.List;

/** Something an agent does, as long as it takes, with what it does inside, one after the other from its start. */
sealed interface Step permits ModelCall, Work {

    String name();

    Duration duration();

    void describe(SpanBuilder span);

    default List<Step> inside() {
        return List.of();
    }
}
