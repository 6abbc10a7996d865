package io.observabilityfactory.sdk.cdi;

import io.observabilityfactory.sdk.OpenTelemetryIntegration;
import io.observabilityfactory.sdk.config.ObservabilityConfig;
import io.observabilityfactory.sdk.cost.CostTracking;
import io.observabilityfactory.sdk.query.QueryApi;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Switches the SDK on with the container. Where the container has an OpenTelemetry, as with {@code quarkus-opentelemetry}, that is
 * used, and costs are counted by a span processor that it finds here; where it has none, and there is an
 * {@code observability_config.yaml}, the SDK sends by itself.
 */
@ApplicationScoped
class CdiIntegration {

    private @Nullable OpenTelemetryIntegration integration;

    /** Found by containers that collect span processors. */
    @Produces
    @Singleton
    SpanProcessor costs(CostTracking tracking) {
        return tracking.processor();
    }

    @Produces
    @Singleton
    CostTracking tracking() {
        ObservabilityConfig config = ObservabilityConfig.load();
        return CostTracking.start(config, QueryApi.of(config.server()));
    }

    void start(
            @Observes @Initialized(ApplicationScoped.class) Object event,
            Instance<OpenTelemetry> openTelemetry,
            Instance<CostTracking> costs) {
        if (openTelemetry.isResolvable()) {
            integration = OpenTelemetryIntegration.over(openTelemetry.get(), ObservabilityConfig.load(), costs.get());
        } else if (ObservabilityConfig.isThere()) {
            integration = OpenTelemetryIntegration.enableFromConfig();
        }
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
        if (integration != null) {
            integration.close();
        }
    }
}
