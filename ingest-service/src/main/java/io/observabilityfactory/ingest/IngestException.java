package io.observabilityfactory.ingest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a whole export was not taken. Each transport has one place that turns it into its own error. */
public abstract sealed class IngestException extends RuntimeException {

    private IngestException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The request is not OTLP, or carries more than allowed; to repeat it is no use. */
    public static final class Unacceptable extends IngestException {
        public Unacceptable(String message) {
            super(message, null);
        }

        public Unacceptable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The request has more bytes than any may have. */
    public static final class TooLarge extends IngestException {

        /** @param limit bytes */
        public TooLarge(long limit) {
            super("The request is larger than " + limit + " bytes once it is decompressed: send smaller batches", null);
        }
    }

    /** The request has no API key, or none that is known. */
    public static final class Unauthenticated extends IngestException {
        public Unauthenticated(String message) {
            super(message, null);
        }
    }

    /** The API key is known but does not allow this. */
    public static final class Forbidden extends IngestException {
        public Forbidden(String message) {
            super(message, null);
        }
    }

    /** Nothing is wrong with the request: the client shall repeat it after a while. */
    public abstract static sealed class Retryable extends IngestException {

        private final Duration retryAfter;

        private Retryable(String message, @Nullable Throwable cause, Duration retryAfter) {
            super(message, cause);
            this.retryAfter = retryAfter;
        }

        /** At least a second, in whole seconds. */
        public Duration retryAfter() {
            return Duration.ofSeconds(Math.max(1, retryAfter.toSeconds()));
        }
    }

    /** More comes in than this service may hold in memory, or than the project may send. */
    public static final class Overloaded extends Retryable {
        public Overloaded(String message, Duration retryAfter) {
            super(message, null, retryAfter);
        }
    }

    /** The request did not arrive in time. */
    public static final class TooSlow extends Retryable {
        public TooSlow(Duration limit) {
            super("The request did not arrive within " + limit.toSeconds() + " s", null, Duration.ofSeconds(1));
        }
    }

    /** The database does not answer. The records may have been stored nevertheless: repeating them is harmless. */
    public static final class StoreUnavailable extends Retryable {
        public StoreUnavailable(Throwable cause) {
            super("The database is not available, please repeat the request", cause, Duration.ofSeconds(2));
        }
    }
}
