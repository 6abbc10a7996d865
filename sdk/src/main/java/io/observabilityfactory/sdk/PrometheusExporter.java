package io.observabilityfactory.sdk;

import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Serves the figures of this process at {@code /metrics} for Prometheus: durations and tokens of agents and of calls of models,
 * what they cost, and whatever else is recorded with OpenTelemetry's metrics.
 *
 * <pre>{@code
 * try (var exporter = new PrometheusExporter(9090).start()) {
 *     ...
 * }
 * }</pre>
 *
 * Whatever integration is enabled, before or after, is served.
 */
public final class PrometheusExporter implements AutoCloseable {

    /** Where it listens unless it is told otherwise. */
    public static final int DEFAULT_PORT = 9090;

    private final int port;
    private @Nullable HTTPServer server;

    /** Listens at {@value #DEFAULT_PORT} once it is started. */
    public PrometheusExporter() {
        this(DEFAULT_PORT);
    }

    /** @param port 0 for a free one, see {@link #port()} */
    public PrometheusExporter(int port) {
        this.port = port;
    }

    /**
     * Begins to listen.
     *
     * @throws UncheckedIOException when the port is taken
     */
    public synchronized PrometheusExporter start() {
        if (server == null) {
            PrometheusRegistry registry = new PrometheusRegistry();
            registry.register(MetricReaders::collect);
            try {
                server = HTTPServer.builder().port(port).registry(registry).buildAndStart();
            } catch (IOException e) {
                throw new UncheckedIOException("port " + port + " cannot be listened on", e);
            }
        }
        return this;
    }

    /** Where it listens; the port it was made with as long as it has not started. */
    public synchronized int port() {
        return server == null ? port : server.getPort();
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    static PrometheusMetricReader reader() {
        return new PrometheusMetricReader(false, name -> false);
    }
}
