package io.observabilityfactory.sdk;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Mutiny's results. */
final class MutinyResult {

    private MutinyResult() {}

    static boolean isAsync(@Nullable Object result) {
        return result instanceof Uni || result instanceof Multi;
    }

    static Object ending(Object result, Consumer<@Nullable Throwable> end) {
        if (result instanceof Uni<?> uni) {
            return uni.onTermination()
                    .invoke((item, failure, cancelled) -> end.accept(cancelled ? cancellation() : failure));
        }
        return ((Multi<?>) result)
                .onTermination()
                .invoke((failure, cancelled) -> end.accept(cancelled ? cancellation() : failure));
    }

    private static CancellationException cancellation() {
        return new CancellationException("cancelled");
    }
}
