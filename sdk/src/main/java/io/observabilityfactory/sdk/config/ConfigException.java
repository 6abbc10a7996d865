package io.observabilityfactory.sdk.config;

import java.util.List;

/** The configuration cannot be used. All that is wrong with it is told at once, each problem with its line. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    ConfigException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** {@code observability_config.yaml:7: tracing.endpont is unknown; did you mean endpoint?} */
    public List<String> problems() {
        return problems;
    }
}
