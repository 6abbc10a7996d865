package io.observabilityfactory.alert.channel;

import java.time.Duration;
import java.util.Optional;

/** What became of one attempt, in the words of the other side. */
public sealed interface Outcome {

    String detail();

    /** The name in the delivery log. */
    String code();

    /** The other side has it. */
    record Delivered(String detail) implements Outcome {
        @Override
        public String code() {
            return "delivered";
        }
    }

    /**
     * May well succeed later.
     *
     * @param retryAfter the pause the other side asks for, for all that goes there
     */
    record Failed(String detail, Optional<Duration> retryAfter) implements Outcome {
        @Override
        public String code() {
            return "failed";
        }
    }

    /** The other side will not take it however often it is asked, unless somebody changes something. */
    record Refused(String detail) implements Outcome {
        @Override
        public String code() {
            return "refused";
        }
    }

    /** It was not even tried, and counts as no attempt. */
    record Postponed(String detail, Duration pause) implements Outcome {
        @Override
        public String code() {
            return "postponed";
        }
    }
}
