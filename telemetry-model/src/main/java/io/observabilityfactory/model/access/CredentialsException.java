package io.observabilityfactory.model.access;

/** The credentials of a request cannot be understood; the message tells its sender why, and nothing of what they hold. */
public final class CredentialsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CredentialsException(String message) {
        super(message);
    }
}
