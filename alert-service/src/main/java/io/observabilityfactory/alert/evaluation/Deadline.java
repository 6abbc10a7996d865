package io.observabilityfactory.alert.evaluation;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** By when an evaluation has to be over. It ends before the lease does, or nobody would be left who may say that it was too slow. */
final class Deadline {

    private final long start = System.nanoTime();
    private final Duration limit;

    private Deadline(Duration limit) {
        this.limit = limit;
    }

    static Deadline within(Duration lease) {
        return new Deadline(lease.multipliedBy(4).dividedBy(5));
    }

    Duration passed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** @throws IllegalStateException when there is no answer in what is left of the time */
    <T> T await(Uni<T> answer) {
        Duration left = limit.minus(passed());
        if (left.isNegative() || left.isZero()) {
            throw tooLate(null);
        }
        try {
            return answer.await().atMost(left);
        } catch (TimeoutException e) {
            throw tooLate(e);
        }
    }

    private IllegalStateException tooLate(@Nullable TimeoutException cause) {
        return new IllegalStateException(
                "It takes longer than " + limit.toSeconds() + " s; a shorter window or a narrower filter takes less",
                cause);
    }
}
