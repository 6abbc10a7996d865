package io.observabilityfactory.query.agent;

import io.observabilityfactory.service.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What two of can be held against each other. */
enum Compared {
    AGENT("agent"),
    MODEL("model"),
    /** Releases: of an agent, or of all. Kept by the hour. */
    VERSION("release");

    private final String column;

    Compared(String column) {
        this.column = column;
    }

    /** @param code {@code null} for agents */
    static Compared parse(@Nullable String code) {
        if (code == null) {
            return AGENT;
        }
        return Arrays.stream(values())
                .filter(compared -> compared.code().equals(code))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "by",
                        "one of " + Arrays.stream(values()).map(Compared::code).collect(Collectors.joining(", "))));
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of the rollup that tells them apart. */
    String column() {
        return column;
    }

    boolean isByHour() {
        return this == VERSION;
    }
}
