package io.observabilityfactory.sdk.cdi;

import io.observabilityfactory.sdk.OpenTelemetryIntegration;
import io.observabilityfactory.sdk.config.ObservabilityConfig;
import io.observabilityfactory.sdk.cost.CostTracking;
import io.observabilityfactory.sdk.query.QueryApi;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * Switches the SDK on with the container. Where the container has an OpenTelemetry, as with {@code quarkus-opentelemetry}, that is
 * used, and costs are counted by a span processor that it finds here; where it has none, and there is an
 * {@code observability_config.yaml}, the SDK sends by itself. Not before the container has started: until then Quarkus is only being
 * built, and has no OpenTelemetry yet.
 */
@ApplicationScoped
class CdiIntegration {

    private @Nullable OpenTelemetryIntegration integration;

    /** Found by containers that collect span processors. */
    @Produces
    @Singleton
    SpanProcessor costs(ObservabilityConfig config, Instance<CostTracking> tracking) {
        return config.costTracking().enabled() ? tracking.get().processor() : SpanProcessor.composite();
    }

    @Produces
    @Singleton
    CostTracking tracking(ObservabilityConfig config) {
        return CostTracking.start(config, QueryApi.of(config.server()));
    }

    @Produces
    @Singleton
    ObservabilityConfig config() {
        return ObservabilityConfig.load();
    }

    /** Before the application's own observers, which may call what is annotated. */
    void start(
            @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) Startup event,
            Instance<OpenTelemetry> openTelemetry,
            Instance<ObservabilityConfig> config,
            Instance<CostTracking> costs) {
        if (openTelemetry.isResolvable()) {
            integration = OpenTelemetryIntegration.over(
                    openTelemetry.get(),
                    config.get(),
                    config.get().costTracking().enabled() ? costs.get() : null);
        } else if (ObservabilityConfig.isThere()) {
            integration = OpenTelemetryIntegration.enableFromConfig();
        }
    }

    void stop(@Observes Shutdown event) {
        if (integration != null) {
            integration.close();
        }
    }
}
