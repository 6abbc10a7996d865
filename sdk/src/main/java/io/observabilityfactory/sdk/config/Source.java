package io.observabilityfactory.sdk.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where values come from, and what was found wrong with them so far. */
final class Source {

    private static final String PREFIX = "OBSERVABILITY_";

    private final String file;
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    Source(String file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    /** {@code OBSERVABILITY_TRACING_ENDPOINT} for {@code tracing.endpoint}. */
    static String variable(String path) {
        return PREFIX + path.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    Optional<String> variableOf(String path) {
        return Optional.ofNullable(environment.get(variable(path))).filter(value -> !value.isBlank());
    }

    void problem(int line, String text) {
        problems.add(file + ":" + line + ": " + text);
    }

    void problemOfVariable(String path, String text) {
        problems.add("environment variable " + variable(path) + ": " + text);
    }

    void refuseProblems() {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
