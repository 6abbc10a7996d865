package io.observabilityfactory.sdk;

import io.observabilityfactory.sdk.config.GuardMode;
import io.observabilityfactory.sdk.config.ObservabilityConfig;
import io.observabilityfactory.sdk.config.ObservabilityConfig.Langfuse;
import io.observabilityfactory.sdk.config.ObservabilityConfig.Logging;
import io.observabilityfactory.sdk.config.ObservabilityConfig.Server;
import io.observabilityfactory.sdk.config.ObservabilityConfig.Tracing;
import io.observabilityfactory.sdk.cost.CostTracking;
import io.observabilityfactory.sdk.logging.StructuredLogging;
import io.observabilityfactory.sdk.query.QueryApi;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Settings; each has a default but the name. What is set here stands over the environment. */
public final class IntegrationBuilder {

    private final Pipeline pipeline = new Pipeline();
    private ObservabilityConfig config;
    private Duration closeTimeout = OpenTelemetryIntegration.CLOSE_TIMEOUT;

    IntegrationBuilder(ObservabilityConfig config) {
        this.config = config;
    }

    IntegrationBuilder named(String serviceName) {
        pipeline.set("otel.service.name", serviceName);
        return this;
    }

    /** @param endpoint of an OTLP/gRPC receiver, {@code http://host:4317} */
    public IntegrationBuilder endpoint(String endpoint) {
        requireHttp("endpoint", endpoint, "http://host:4317");
        pipeline.set("otel.exporter.otlp.endpoint", endpoint);
        pipeline.set("otel.exporter.otlp.protocol", "grpc");
        return tracing(new Tracing(
                config.tracing().enabled(), endpoint, config.tracing().sampleRate()));
    }

    /** @param environment {@code production} for instance, {@code deployment.environment.name} */
    public IntegrationBuilder environment(String environment) {
        config = config.withService(
                new ObservabilityConfig.Service(config.service().name(), environment));
        return this;
    }

    /** @param share of the traces that is sent, 0 to 1; costs of this process are counted of all */
    public IntegrationBuilder sampleRate(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("sampleRate is not from 0 to 1: " + share);
        }
        return tracing(new Tracing(config.tracing().enabled(), config.tracing().endpoint(), share));
    }

    private IntegrationBuilder tracing(Tracing tracing) {
        config = config.withTracing(tracing);
        return this;
    }

    /** @param url of query-api, {@code http://host:8080}, where questions are asked */
    public IntegrationBuilder server(String url) {
        requireHttp("server", url, "http://host:8080");
        config = config.withServer(new Server(url, url, config.server().apiKey()));
        return this;
    }

    /** @param url of alert-service, where it is not reached through {@link #server} */
    public IntegrationBuilder alertsServer(String url) {
        requireHttp("alertsServer", url, "http://host:8082");
        config = config.withServer(
                new Server(config.server().url(), url, config.server().apiKey()));
        return this;
    }

    /** For everything that is sent and asked. */
    public IntegrationBuilder apiKey(String key) {
        config = config.withServer(
                new Server(config.server().url(), config.server().alertsUrl(), key));
        return this;
    }

    /** What {@code CostTracker.guard} does when a budget is used up. */
    public IntegrationBuilder guard(GuardMode mode) {
        var costs = config.costTracking();
        config = config.withCostTracking(
                new ObservabilityConfig.CostTracking(costs.enabled(), mode, costs.pricing(), costs.alerts()));
        return this;
    }

    /** Log records of this process are written as told, and sent. */
    public IntegrationBuilder logging(Logging logging) {
        config = config.withLogging(logging);
        return this;
    }

    /** Traces go to Langfuse as well. @param host {@code https://cloud.langfuse.com} for instance */
    public IntegrationBuilder langfuse(String host, String publicKey, String secretKey) {
        requireHttp("host", host, "https://cloud.langfuse.com");
        config = config.withLangfuse(new Langfuse(true, host, publicKey, secretKey));
        return this;
    }

    /** How long closing and flushing may wait until everything is sent. */
    public IntegrationBuilder closeTimeout(Duration timeout) {
        closeTimeout = timeout;
        return this;
    }

    /** Spans go there instead of to the endpoint: for tests, and for what speaks no OTLP. */
    public IntegrationBuilder spanExporter(SpanExporter exporter) {
        pipeline.spanExporter(exporter);
        return this;
    }

    /** Log records go there instead of to the endpoint. */
    public IntegrationBuilder logRecordExporter(LogRecordExporter exporter) {
        pipeline.logRecordExporter(exporter);
        return this;
    }

    /** Metrics are read by it instead of being sent to the endpoint. */
    public IntegrationBuilder metricReader(MetricReader reader) {
        pipeline.metricReader(reader);
        return this;
    }

    /** What OpenTelemetry's global instance gives to instrumentations is this one, if there is none yet. */
    public IntegrationBuilder registerGlobal() {
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
        LaterProcessor spans = costs == null ? LaterProcessor.start() : costs.processor();
        OpenTelemetrySdk sdk = pipeline.build(config, spans, costs != null);
        if (costs != null) {
            costs.countIn(sdk.getMeterProvider());
            running.push(costs);
        }
        MetricReaders.Current metrics = new MetricReaders.Current(spans, pipeline.prometheusReader());
        MetricReaders.use(metrics);
        running.push(() -> MetricReaders.stopUsing(metrics));
        if (config.logging() != null) {
            running.push(StructuredLogging.install(config.logging(), sdk.getLogsBridge()));
        }
        return OpenTelemetryIntegration.enabled(
                sdk, sdk, pipeline.deliveries().after(spans::catchUp), queries, running, closeTimeout);
    }

    private static void requireHttp(String name, String uri, String example) {
        String scheme = URI.create(uri).getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme)) {
            throw new IllegalArgumentException(name + " is not like " + example + ": " + uri);
        }
    }
}
