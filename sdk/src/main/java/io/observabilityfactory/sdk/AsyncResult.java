package io.observabilityfactory.sdk;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Results that are there before the work is done. Mutiny and Reactor are only looked at where they exist. */
final class AsyncResult {

    private static final boolean MUTINY = isThere("io.smallrye.mutiny.Uni");
    private static final boolean REACTOR = isThere("reactor.core.publisher.Mono");

    private AsyncResult() {}

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, AsyncResult.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    static boolean isAsync(@Nullable Object result) {
        return result instanceof CompletionStage
                || MUTINY && MutinyResult.isAsync(result)
                || REACTOR && ReactorResult.isAsync(result);
    }

    /** The same result; {@code end} is told when it is there, or why it never will be. */
    @SuppressWarnings("unchecked") // each gives back what it was given
    static <T> T ending(T result, Consumer<@Nullable Throwable> end) {
        if (result instanceof CompletionStage<?> stage) {
            stage.whenComplete((value, failure) -> end.accept(cause(failure)));
            return result;
        }
        return MUTINY && MutinyResult.isAsync(result)
                ? (T) MutinyResult.ending(result, end)
                : (T) ReactorResult.ending(result, end);
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
