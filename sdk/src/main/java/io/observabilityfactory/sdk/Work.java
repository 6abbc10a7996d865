package io.observabilityfactory.sdk;

import org.jspecify.annotations.Nullable;

/**
 * Something to do that gives a result.
 *
 * @param <X> what it may throw; the compiler infers {@link RuntimeException} for what throws nothing checked
 */
@FunctionalInterface
public interface Work<T extends @Nullable Object, X extends Exception> {

    /** Does it, and gives the result. */
    T call() throws X;

    /**
     * Something to do without a result.
     *
     * @param <X> what it may throw
     */
    @FunctionalInterface
    interface Action<X extends Exception> {

        /** Does it. */
        void run() throws X;
    }
}
