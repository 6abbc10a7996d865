package io.observabilityfactory.sdk;

import io.observabilityfactory.sdk.config.ConfigException;
import io.observabilityfactory.sdk.config.ObservabilityConfig;
import io.observabilityfactory.sdk.cost.CostTracking;
import io.observabilityfactory.sdk.query.QueryApi;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Switches everything on: sends what {@link Tracer} records to an OTLP endpoint, counts costs, serves metrics, writes logs.
 *
 * <pre>{@code
 * try (var telemetry = OpenTelemetryIntegration.builder("agent-factory").endpoint("http://otel-collector:4317").enable()) {
 *     Tracer.traceAgent("math_agent", () -> trainMathAgent(config));
 * }
 *
 * OpenTelemetryIntegration.enableFromConfig();     // observability_config.yaml, until the process ends
 * }</pre>
 *
 * <p>What was recorded is sent when it is closed, and when the process is asked to end.
 */
public final class OpenTelemetryIntegration implements AutoCloseable {

    /** Where the collector of a cluster usually listens. */
    public static final String DEFAULT_ENDPOINT = "http://otel-collector:4317";

    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final OpenTelemetry openTelemetry;
    private final @Nullable OpenTelemetrySdk own;
    private final Deliveries deliveries;
    private final QueryApi queries;
    private final Deque<AutoCloseable> running;
    private final Duration closeTimeout;
    private boolean closed;

    private OpenTelemetryIntegration(
            OpenTelemetry openTelemetry,
            @Nullable OpenTelemetrySdk own,
            Deliveries deliveries,
            QueryApi queries,
            Deque<AutoCloseable> running,
            Duration closeTimeout) {
        this.openTelemetry = openTelemetry;
        this.own = own;
        this.deliveries = deliveries;
        this.queries = queries;
        this.running = running;
        this.closeTimeout = closeTimeout;
    }

    /** @param serviceName the name under which this process appears, {@code service.name} */
    public static IntegrationBuilder builder(String serviceName) {
        if (serviceName.isBlank()) {
            throw new IllegalArgumentException("serviceName is blank");
        }
        ObservabilityConfig config = ObservabilityConfig.defaults();
        return new IntegrationBuilder(config.withService(new ObservabilityConfig.Service(
                        serviceName, config.service().environment())))
                .named(serviceName);
    }

    /** Everything as in a configuration, to be changed further. */
    public static IntegrationBuilder builder(ObservabilityConfig config) {
        return new IntegrationBuilder(config);
    }

    /**
     * Switches on what {@code observability_config.yaml} and the environment say.
     *
     * @throws ConfigException tells everything that is wrong with them, by line
     */
    public static OpenTelemetryIntegration enableFromConfig() {
        return builder(ObservabilityConfig.load()).enable();
    }

    /**
     * Works with an OpenTelemetry that somebody else has set up, Quarkus or Spring for instance, and will shut down. Costs are
     * counted when {@code costs.processor()} is among its span processors.
     */
    public static OpenTelemetryIntegration over(
            OpenTelemetry existing, ObservabilityConfig config, @Nullable CostTracking costs) {
        QueryApi queries = QueryApi.of(config.server());
        Deque<AutoCloseable> running = new ArrayDeque<>();
        if (costs != null) {
            costs.countIn(existing.getMeterProvider());
            running.push(costs);
        }
        return enabled(existing, null, Deliveries.none(), queries, running, CLOSE_TIMEOUT);
    }

    static OpenTelemetryIntegration enabled(
            OpenTelemetry openTelemetry,
            @Nullable OpenTelemetrySdk own,
            Deliveries deliveries,
            QueryApi queries,
            Deque<AutoCloseable> running,
            Duration closeTimeout) {
        Enabled enabled = Enabled.of(openTelemetry, queries);
        Enabled.use(enabled);
        running.push(() -> Enabled.stopUsing(enabled));
        return new OpenTelemetryIntegration(openTelemetry, own, deliveries, queries, running, closeTimeout);
    }

    /** For code that wants OpenTelemetry's own API, and for instrumentations that ask for one. */
    public OpenTelemetry openTelemetry() {
        return openTelemetry;
    }

    /** Questions about all that was sent. */
    public QueryApi queries() {
        return queries;
    }

    /** What became of spans and log records so far. Of an OpenTelemetry that somebody else has set up it is not known: all 0. */
    public Delivery delivery() {
        return deliveries.read();
    }

    /** Waits, at most as long as closing may take, until everything recorded so far was sent, or has failed. */
    public Delivery flush() {
        if (own == null) {
            return deliveries.read();
        }
        CompletableResultCode all = CompletableResultCode.ofAll(List.of(
                own.getSdkTracerProvider().forceFlush(),
                own.getSdkLoggerProvider().forceFlush(),
                own.getSdkMeterProvider().forceFlush()));
        all.join(closeTimeout.toMillis(), TimeUnit.MILLISECONDS);
        return all.isDone() ? deliveries.readAfterFlush() : deliveries.read();
    }

    /** Stops recording, and sends what is left, for at most ten seconds unless the builder said otherwise. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        while (!running.isEmpty()) {
            close(running.pop());
        }
        if (own != null) {
            own.shutdown().join(closeTimeout.toMillis(), TimeUnit.MILLISECONDS);
            deliveries.reportLast();
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException(part + " cannot be closed", e);
        }
    }
}
