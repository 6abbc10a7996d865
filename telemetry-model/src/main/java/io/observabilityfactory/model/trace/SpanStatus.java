package io.observabilityfactory.model.trace;

import java.util.Locale;

/** The status of a span as OpenTelemetry defines it. */
public enum SpanStatus {
    UNSET,
    OK,
    ERROR;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The name used in the database and in every API: lower case. */
    public String code() {
        return code;
    }
}
