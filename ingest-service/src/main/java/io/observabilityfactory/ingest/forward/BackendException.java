package io.observabilityfactory.ingest.forward;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a backend did not take spans, by what is to be done about it. */
abstract sealed class BackendException extends Exception {

    private BackendException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** It may take them when they are sent again. */
    static final class Unavailable extends BackendException {

        private final @Nullable Duration retryAfter;

        Unavailable(String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
            super(message, cause);
            this.retryAfter = retryAfter;
        }

        /** What the backend asks for. */
        Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    /** It does not want anything until somebody changes the target, or the backend. */
    static final class Denied extends BackendException {

        Denied(String message) {
            super(message, null);
        }

        Denied(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** It will never take these spans. */
    static final class Refused extends BackendException {

        Refused(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
