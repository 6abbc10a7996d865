package io.observabilityfactory.query.cost;

import io.observabilityfactory.service.problem.ProblemException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What usage can be grouped by. */
enum Dimension {
    AGENT,
    MODEL,
    PROVIDER,
    SERVICE,
    ENVIRONMENT,
    USER,
    SESSION,
    TAG;

    private static final Set<Dimension> FACETS = EnumSet.of(USER, SESSION, TAG);

    /** @param code {@code null} for the agent */
    static Dimension parse(String parameter, @Nullable String code) {
        if (code == null) {
            return AGENT;
        }
        return Arrays.stream(values())
                .filter(dimension -> dimension.code().equals(code))
                .findFirst()
                .orElseThrow(() -> ProblemException.badParameter(parameter, "must be one of " + codes()));
    }

    /** The name in the API, which is also that of the column. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether there are so many names that they are counted apart from the rest, and only the dearest are shown. */
    boolean isFacet() {
        return FACETS.contains(this);
    }

    /** Whether a usage may be in several groups, which then add up to more than there was. */
    boolean overlaps() {
        return this == TAG;
    }

    private static String codes() {
        return Arrays.stream(values()).map(Dimension::code).collect(Collectors.joining(", "));
    }
}
