package io.observabilityfactory.local;

/** Something that whoever started the system can mend; the message says how. */
public final class LocalException extends RuntimeException {

    public LocalException(String message) {
        super(message);
    }

    public LocalException(String message, Throwable cause) {
        super(message, cause);
    }
}
