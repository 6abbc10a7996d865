package io.observabilityfactory.ingest;

import java.time.Duration;

/** Why a whole export was not taken. Each transport has one place that turns it into its own error. */
public abstract sealed class IngestException extends RuntimeException {

    private IngestException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The request is not OTLP; to repeat it is no use. */
    public static final class Undecodable extends IngestException {
        public Undecodable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Nothing is wrong with the request: the client shall repeat it after a while. */
    public abstract static sealed class Retryable extends IngestException {

        private final Duration retryAfter;

        private Retryable(String message, Throwable cause, Duration retryAfter) {
            super(message, cause);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** More is under way than this service may hold in memory. */
    public static final class Overloaded extends Retryable {
        public Overloaded(String message) {
            super(message, null, Duration.ofSeconds(1));
        }
    }

    /** The database does not answer. The records may have been stored nevertheless: repeating them is harmless. */
    public static final class StoreUnavailable extends Retryable {
        public StoreUnavailable(Throwable cause) {
            super("The database is not available, please repeat the request", cause, Duration.ofSeconds(2));
        }
    }
}
