package io.observabilityfactory.sdk.logging;

import java.util.logging.Level;

/** The usual names of {@code java.util.logging}'s levels. */
enum Severity {
    TRACE(io.opentelemetry.api.logs.Severity.TRACE),
    DEBUG(io.opentelemetry.api.logs.Severity.DEBUG),
    INFO(io.opentelemetry.api.logs.Severity.INFO),
    WARN(io.opentelemetry.api.logs.Severity.WARN),
    ERROR(io.opentelemetry.api.logs.Severity.ERROR);

    private final io.opentelemetry.api.logs.Severity otlp;

    Severity(io.opentelemetry.api.logs.Severity otlp) {
        this.otlp = otlp;
    }

    io.opentelemetry.api.logs.Severity otlp() {
        return otlp;
    }

    static Severity of(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return ERROR;
        }
        if (value >= Level.WARNING.intValue()) {
            return WARN;
        }
        if (value >= Level.CONFIG.intValue()) {
            return INFO;
        }
        return value >= Level.FINE.intValue() ? DEBUG : TRACE;
    }
}
