package io.observabilityfactory.alert.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a web server said.
 *
 * @param body its beginning
 */
record HttpAnswer(int status, String body, @Nullable String retryAfter) {

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);
    private static final int LONGEST_DETAIL = 300;

    HttpAnswer redacted(Redaction redaction) {
        return new HttpAnswer(status, redaction.of(body), retryAfter);
    }

    Outcome outcome(Instant now) {
        if (status / 100 == 2) {
            return new Outcome.Delivered(detail());
        }
        boolean later = status >= 500 || status == 408 || status == 425 || status == 429;
        return later ? new Outcome.Failed(detail(), pause(now)) : new Outcome.Refused(detail());
    }

    private String detail() {
        String said = body.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "").strip();
        return "HTTP " + status
                + (said.isEmpty() ? "" : ": " + said.substring(0, Math.min(said.length(), LONGEST_DETAIL)));
    }

    private Optional<Duration> pause(Instant now) {
        if (retryAfter == null) {
            return Optional.empty();
        }
        try {
            Duration pause = retryAfter.strip().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter.strip()))
                    : Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter, Instant::from));
            return Optional.of(pause)
                    .filter(it -> !it.isNegative())
                    .map(it -> it.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : it);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
