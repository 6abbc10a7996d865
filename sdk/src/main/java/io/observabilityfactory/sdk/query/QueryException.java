package io.observabilityfactory.sdk.query;

/** A question could not be answered: the server is away, refuses the question, or knows nothing of what it is about. */
public class QueryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    QueryException(String message) {
        super(message);
    }

    QueryException(String message, Throwable cause) {
        super(message, cause);
    }
}
