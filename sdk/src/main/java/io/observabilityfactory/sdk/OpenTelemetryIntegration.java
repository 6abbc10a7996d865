package io.observabilityfactory.sdk;

import io.observabilityfactory.sdk.config.ConfigException;
import io.observabilityfactory.sdk.config.GuardMode;
import io.observabilityfactory.sdk.config.ObservabilityConfig;
import io.observabilityfactory.sdk.config.ObservabilityConfig.Langfuse;
import io.observabilityfactory.sdk.config.ObservabilityConfig.Logging;
import io.observabilityfactory.sdk.config.ObservabilityConfig.Server;
import io.observabilityfactory.sdk.config.ObservabilityConfig.Tracing;
import io.observabilityfactory.sdk.cost.CostTracking;
import io.observabilityfactory.sdk.logging.StructuredLogging;
import io.observabilityfactory.sdk.query.QueryApi;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
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

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final OpenTelemetry openTelemetry;
    private final @Nullable OpenTelemetrySdk own;
    private final DeliveryCounts delivery;
    private final QueryApi queries;
    private final Deque<AutoCloseable> running;
    private final Duration closeTimeout;
    private boolean closed;

    private OpenTelemetryIntegration(
            OpenTelemetry openTelemetry,
            @Nullable OpenTelemetrySdk own,
            DeliveryCounts delivery,
            QueryApi queries,
            Deque<AutoCloseable> running,
            Duration closeTimeout) {
        this.openTelemetry = openTelemetry;
        this.own = own;
        this.delivery = delivery;
        this.queries = queries;
        this.running = running;
        this.closeTimeout = closeTimeout;
    }

    /** @param serviceName the name under which this process appears, {@code service.name} */
    public static Builder builder(String serviceName) {
        if (serviceName.isBlank()) {
            throw new IllegalArgumentException("serviceName is blank");
        }
        ObservabilityConfig config = ObservabilityConfig.defaults();
        return new Builder(config.withService(new ObservabilityConfig.Service(
                        serviceName, config.service().environment())))
                .named(serviceName);
    }

    /** Everything as in a configuration, to be changed further. */
    public static Builder builder(ObservabilityConfig config) {
        return new Builder(config);
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
        return enabled(existing, null, new DeliveryCounts(), queries, running, CLOSE_TIMEOUT);
    }

    private static OpenTelemetryIntegration enabled(
            OpenTelemetry openTelemetry,
            @Nullable OpenTelemetrySdk own,
            DeliveryCounts delivery,
            QueryApi queries,
            Deque<AutoCloseable> running,
            Duration closeTimeout) {
        Enabled enabled = Enabled.of(openTelemetry, queries);
        Enabled.use(enabled);
        running.push(() -> Enabled.stopUsing(enabled));
        return new OpenTelemetryIntegration(openTelemetry, own, delivery, queries, running, closeTimeout);
    }

    /** For code that wants OpenTelemetry's own API, and for instrumentations that ask for one. */
    public OpenTelemetry openTelemetry() {
        return openTelemetry;
    }

    /** Questions about all that was sent. */
    public QueryApi queries() {
        return queries;
    }

    /** What became of the spans so far. */
    public Delivery delivery() {
        return delivery.read();
    }

    /** Waits, at most as long as closing may take, until everything recorded so far was sent, or has failed. */
    public Delivery flush() {
        if (own == null) {
            return delivery.read();
        }
        CompletableResultCode all = CompletableResultCode.ofAll(List.of(
                own.getSdkTracerProvider().forceFlush(),
                own.getSdkLoggerProvider().forceFlush(),
                own.getSdkMeterProvider().forceFlush()));
        all.join(closeTimeout.toMillis(), TimeUnit.MILLISECONDS);
        return all.isDone() ? delivery.readAfterFlush() : delivery.read();
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
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException(part + " cannot be closed", e);
        }
    }

    /** Settings; each has a default but the name. What is set here stands over the environment. */
    public static final class Builder {

        private final Pipeline pipeline = new Pipeline();
        private ObservabilityConfig config;
        private Duration closeTimeout = CLOSE_TIMEOUT;

        private Builder(ObservabilityConfig config) {
            this.config = config;
        }

        private Builder named(String serviceName) {
            pipeline.set("otel.service.name", serviceName);
            return this;
        }

        /** @param endpoint of an OTLP/gRPC receiver, {@code http://host:4317} */
        public Builder endpoint(String endpoint) {
            requireHttp("endpoint", endpoint, "http://host:4317");
            pipeline.set("otel.exporter.otlp.endpoint", endpoint);
            pipeline.set("otel.exporter.otlp.protocol", "grpc");
            return tracing(new Tracing(
                    config.tracing().enabled(), endpoint, config.tracing().sampleRate()));
        }

        /** @param environment {@code production} for instance, {@code deployment.environment.name} */
        public Builder environment(String environment) {
            config = config.withService(
                    new ObservabilityConfig.Service(config.service().name(), environment));
            return this;
        }

        /** @param share of the traces that is sent, 0 to 1; costs of this process are counted of all */
        public Builder sampleRate(double share) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("sampleRate is not from 0 to 1: " + share);
            }
            return tracing(
                    new Tracing(config.tracing().enabled(), config.tracing().endpoint(), share));
        }

        private Builder tracing(Tracing tracing) {
            config = config.withTracing(tracing);
            return this;
        }

        /** @param url of query-api, {@code http://host:8080}, where questions are asked */
        public Builder server(String url) {
            requireHttp("server", url, "http://host:8080");
            config = config.withServer(new Server(url, url, config.server().apiKey()));
            return this;
        }

        /** @param url of alert-service, where it is not reached through {@link #server} */
        public Builder alertsServer(String url) {
            requireHttp("alertsServer", url, "http://host:8082");
            config = config.withServer(
                    new Server(config.server().url(), url, config.server().apiKey()));
            return this;
        }

        /** For everything that is sent and asked. */
        public Builder apiKey(String key) {
            config = config.withServer(
                    new Server(config.server().url(), config.server().alertsUrl(), key));
            return this;
        }

        /** What {@code CostTracker.guard} does when a budget is used up. */
        public Builder guard(GuardMode mode) {
            var costs = config.costTracking();
            config = config.withCostTracking(
                    new ObservabilityConfig.CostTracking(costs.enabled(), mode, costs.pricing(), costs.alerts()));
            return this;
        }

        /** Log records of this process are written as told, and sent. */
        public Builder logging(Logging logging) {
            config = config.withLogging(logging);
            return this;
        }

        /** Traces go to Langfuse as well. @param host {@code https://cloud.langfuse.com} for instance */
        public Builder langfuse(String host, String publicKey, String secretKey) {
            requireHttp("host", host, "https://cloud.langfuse.com");
            config = config.withLangfuse(new Langfuse(true, host, publicKey, secretKey));
            return this;
        }

        /** How long closing and flushing may wait until everything is sent. */
        public Builder closeTimeout(Duration timeout) {
            closeTimeout = timeout;
            return this;
        }

        /** Spans go there instead of to the endpoint: for tests, and for what speaks no OTLP. */
        public Builder spanExporter(SpanExporter exporter) {
            pipeline.spanExporter(exporter);
            return this;
        }

        /** Log records go there instead of to the endpoint. */
        public Builder logRecordExporter(LogRecordExporter exporter) {
            pipeline.logRecordExporter(exporter);
            return this;
        }

        /** Metrics are read by it instead of being sent to the endpoint. */
        public Builder metricReader(MetricReader reader) {
            pipeline.metricReader(reader);
            return this;
        }

        /** What OpenTelemetry's global instance gives to instrumentations is this one, if there is none yet. */
        public Builder registerGlobal() {
            pipeline.registerGlobal();
            return this;
        }

        /**
         * Starts to send, and makes {@link Tracer} and the others work.
         *
         * @throws java.io.UncheckedIOException when the configured port for Prometheus is taken
         */
        public OpenTelemetryIntegration enable() {
            QueryApi queries = QueryApi.of(config.server());
            Deque<AutoCloseable> running = new ArrayDeque<>();
            if (config.metrics().prometheusPort() != null) {
                // First, as nothing has to be undone yet should the port be taken.
                running.push(new PrometheusExporter(config.metrics().prometheusPort()).start());
            }
            CostTracking costs = config.costTracking().enabled() ? CostTracking.start(config, queries) : null;
            OpenTelemetrySdk sdk = pipeline.build(config, costs);
            if (costs != null) {
                costs.countIn(sdk.getMeterProvider());
                running.push(costs);
            }
            MetricReaders.use(pipeline.prometheusReader());
            running.push(() -> MetricReaders.stopUsing(pipeline.prometheusReader()));
            if (config.logging() != null) {
                running.push(StructuredLogging.install(config.logging(), sdk.getLogsBridge()));
            }
            return enabled(sdk, sdk, pipeline.delivery(), queries, running, closeTimeout);
        }

        private static void requireHttp(String name, String uri, String example) {
            String scheme = URI.create(uri).getScheme();
            if (!"http".equals(scheme) && !"https".equals(scheme)) {
                throw new IllegalArgumentException(name + " is not like " + example + ": " + uri);
            }
        }
    }
}
