package io.observabilityfactory.setup;

import org.jspecify.annotations.Nullable;

/** A step that failed, for a reason that whoever installs can see to; it may be run again. */
public final class SetupException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public SetupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public SetupException(String message) {
        this(message, null);
    }
}
