package io.observabilityfactory.sdk;

import io.observabilityfactory.sdk.config.ObservabilityConfig;
import io.observabilityfactory.sdk.query.QueryApi;
import io.opentelemetry.api.OpenTelemetry;

/** What the static entry points work with: nothing, until an integration is enabled. */
record Enabled(io.opentelemetry.api.trace.Tracer tracer, QueryApi queries) {

    static final String SCOPE = "io.observabilityfactory.sdk";

    private static final Enabled NOTHING =
            of(OpenTelemetry.noop(), QueryApi.of(ObservabilityConfig.defaults().server()));

    private static volatile Enabled current = NOTHING;

    static Enabled of(OpenTelemetry openTelemetry, QueryApi queries) {
        return new Enabled(openTelemetry.getTracer(SCOPE), queries);
    }

    static Enabled current() {
        return current;
    }

    /** Whether anything comes of what is recorded. */
    boolean isNothing() {
        return this == NOTHING;
    }

    /** The last one that was enabled counts. */
    static void use(Enabled enabled) {
        current = enabled;
    }

    /** Back to nothing, unless another one was enabled meanwhile. */
    static void stopUsing(Enabled enabled) {
        if (current == enabled) {
            current = NOTHING;
        }
    }
}
