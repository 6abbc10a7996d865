package io.observabilityfactory.local.demo;

import io.observabilityfactory.sdk.OperationStart;
import io.observabilityfactory.sdk.TracedOperation;
import java.time.Duration;
import java.util.List;

/** Something an agent does, as long as it takes, with what it does inside, one after the other from its start. */
sealed interface Step permits ModelCall, Work {

    Duration duration();

    /** What is known before it begins. */
    OperationStart begin();

    /** Adds what is known when it has ended. */
    default void describe(TracedOperation operation) {}

    /** How many calls of models, this one and those inside, have to be paid. */
    default long paidCalls() {
        return inside().stream().mapToLong(Step::paidCalls).sum();
    }

    default List<Step> inside() {
        return List.of();
    }
}
