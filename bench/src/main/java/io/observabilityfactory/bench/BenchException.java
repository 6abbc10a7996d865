package io.observabilityfactory.bench;

/** The benchmark cannot be run, or its result is wrong; the message says why. */
public final class BenchException extends RuntimeException {

    public BenchException(String message) {
        super(message);
    }

    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
