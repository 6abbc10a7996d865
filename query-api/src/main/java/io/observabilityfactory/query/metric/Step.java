package io.observabilityfactory.query.metric;

import io.observabilityfactory.query.range.TimeRange;
import io.observabilityfactory.service.problem.ProblemException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How far apart the points of a series are. */
record Step(Duration length) {

    private static final int MOST_POINTS = 2000;
    private static final int POINTS_BY_DEFAULT = 200;

    private static final Duration[] ROUND = {
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(6),
        Duration.ofDays(1),
        Duration.ofDays(7)
    };

    /** @param text an ISO 8601 duration or a number of seconds; {@code null} for a round one that makes some 200 points */
    static Step parse(@Nullable String text, TimeRange range) {
        return text == null ? fitting(range) : new Step(duration(text)).requireFewPoints(range);
    }

    private static Step fitting(TimeRange range) {
        return Stream.of(ROUND)
                .filter(length -> range.duration().dividedBy(length) <= POINTS_BY_DEFAULT)
                .findFirst()
                .map(Step::new)
                .orElseGet(() -> new Step(ROUND[ROUND.length - 1]));
    }

    private static Duration duration(String text) {
        try {
            Duration length =
                    text.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.parse(text);
            if (length.compareTo(Duration.ofSeconds(1)) >= 0 && length.getNano() == 0) {
                return length;
            }
        } catch (DateTimeParseException e) {
            throw invalid();
        }
        throw invalid();
    }

    private Step requireFewPoints(TimeRange range) {
        if (range.duration().dividedBy(length) > MOST_POINTS) {
            throw ProblemException.invalid("step", "so long that the range has at most " + MOST_POINTS + " of it");
        }
        return this;
    }

    private static ProblemException invalid() {
        return ProblemException.invalid("step", "whole seconds, such as 60 or PT1M");
    }
}
