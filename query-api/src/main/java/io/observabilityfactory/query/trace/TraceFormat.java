package io.observabilityfactory.query.trace;

import io.observabilityfactory.service.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** How a trace is written. */
enum TraceFormat {
    JSON,
    OTLP;

    static TraceFormat parse(@Nullable String format) {
        if (format == null || format.equals("json")) {
            return JSON;
        }
        if (format.equals("otlp")) {
            return OTLP;
        }
        throw ProblemException.invalid("format", "json or otlp");
    }
}
