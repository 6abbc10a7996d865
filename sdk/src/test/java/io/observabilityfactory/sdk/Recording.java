package io.observabilityfactory.sdk;

import io.observabilityfactory.sdk.config.ObservabilityConfig;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/** An integration that keeps in memory what it would send. */
public final class Recording implements AutoCloseable {

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final InMemoryLogRecordExporter logs = InMemoryLogRecordExporter.create();
    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private final OpenTelemetryIntegration integration;

    private Recording(IntegrationBuilder builder) {
        this.integration = builder.spanExporter(spans)
                .logRecordExporter(logs)
                .metricReader(metrics)
                .enable();
    }

    public static Recording start() {
        return start(builder -> builder);
    }

    /** With settings of its own. */
    public static Recording start(UnaryOperator<IntegrationBuilder> settings) {
        return new Recording(
                settings.apply(OpenTelemetryIntegration.builder("agent-factory").environment("test")));
    }

    /** With a configuration of its own. */
    public static Recording start(ObservabilityConfig config) {
        return new Recording(OpenTelemetryIntegration.builder(config));
    }

    public OpenTelemetryIntegration integration() {
        return integration;
    }

    public List<SpanData> spans() {
        integration.flush();
        return spans.getFinishedSpanItems();
    }

    /** The first of that name. */
    public SpanData span(String name) {
        return spans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span " + name + " in " + spans()));
    }

    public List<LogRecordData> logs() {
        integration.flush();
        return logs.getFinishedLogRecordItems();
    }

    public Collection<MetricData> metrics() {
        return metrics.collectAllMetrics();
    }

    public static String text(SpanData span, String attribute) {
        return span.getAttributes().get(AttributeKey.stringKey(attribute));
    }

    @Override
    public void close() {
        integration.close();
    }
}
