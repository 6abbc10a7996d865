package io.observabilityfactory.query.log;

import io.observabilityfactory.service.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ranges of OpenTelemetry's severity numbers, four numbers each. */
enum Severity {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    FATAL;

    private static final int NUMBERS_EACH = 4;

    /**
     * The least number of a severity.
     *
     * @param text a name, or a number from 1 to 24; {@code null} for everything, also what has no severity
     */
    static int least(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        return Arrays.stream(values())
                .filter(severity -> severity.name().equalsIgnoreCase(text))
                .findFirst()
                .map(severity -> 1 + severity.ordinal() * NUMBERS_EACH)
                .orElseGet(() -> number(text));
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= values().length * NUMBERS_EACH) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw unknown();
        }
        throw unknown();
    }

    private static ProblemException unknown() {
        return ProblemException.invalid(
                "minSeverity",
                Arrays.stream(values())
                                .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ", or a number from 1 to 24");
    }
}
