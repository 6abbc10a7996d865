package io.observabilityfactory.sdk;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reactor's results. */
final class ReactorResult {

    private ReactorResult() {}

    static boolean isAsync(@Nullable Object result) {
        return result instanceof Mono || result instanceof Flux;
    }

    static Object ending(Object result, Consumer<@Nullable Throwable> end) {
        if (result instanceof Mono<?> mono) {
            return mono.doOnCancel(() -> end.accept(new CancellationException("cancelled")))
                    .doOnError(end)
                    .doOnTerminate(() -> end.accept(null));
        }
        return ((Flux<?>) result)
                .doOnCancel(() -> end.accept(new CancellationException("cancelled")))
                .doOnError(end)
                .doOnTerminate(() -> end.accept(null));
    }
}
