package io.observabilityfactory.sdk.query;

/** The server knows nothing of what was asked for; what was just sent takes a moment until it is there. */
public final class NotFoundException extends QueryException {

    private static final long serialVersionUID = 1;

    NotFoundException(String message) {
        super(message);
    }
}
