package io.observabilityfactory.sdk;

import io.observabilityfactory.sdk.config.ObservabilityConfig;
import io.observabilityfactory.sdk.config.ObservabilityConfig.Langfuse;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.logs.SdkLoggerProviderBuilder;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's SDK, set up by its own autoconfiguration: {@code OTEL_*} variables work as everywhere. The configuration file
 * gives defaults below them, and what the program itself sets stands above.
 */
final class Pipeline {

    /** OpenTelemetry's, of batch processors. */
    private static final int DEFAULT_QUEUE = 2_048;

    private static final int DEFAULT_BATCH = 512;
    private static final AttributeKey<String> ENVIRONMENT = AttributeKey.stringKey("deployment.environment.name");
    private static final String LANGFUSE_PATH = "/api/public/otel/v1/traces";

    private final Map<String, String> explicit = new HashMap<>();
    private final FigureProcessor figures = new FigureProcessor();
    private final List<SpanProcessor> exporting = new ArrayList<>();
    private final Deliveries deliveries = Deliveries.none();
    private final PrometheusMetricReader prometheusReader = PrometheusExporter.reader();
    private @Nullable SpanExporter spanExporter;
    private @Nullable LogRecordExporter logRecordExporter;
    private @Nullable MetricReader metricReader;
    private boolean global;

    void set(String property, String value) {
        explicit.put(property, value);
    }

    void spanExporter(SpanExporter exporter) {
        spanExporter = exporter;
        set("otel.traces.exporter", "none");
    }

    void logRecordExporter(LogRecordExporter exporter) {
        logRecordExporter = exporter;
        set("otel.logs.exporter", "none");
    }

    void metricReader(MetricReader reader) {
        metricReader = reader;
        set("otel.metrics.exporter", "none");
    }

    void registerGlobal() {
        global = true;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    PrometheusMetricReader prometheusReader() {
        return prometheusReader;
    }

    /** @param spans what comes of them is done on a thread of the SDK */
    OpenTelemetrySdk build(ObservabilityConfig config, LaterProcessor spans, boolean everything) {
        AutoConfiguredOpenTelemetrySdkBuilder builder = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> properties(config))
                .addPropertiesCustomizer(ignored -> explicit)
                .addResourceCustomizer((resource, properties) -> described(resource, config.service()))
                .addTracerProviderCustomizer((tracers, properties) -> traced(tracers, config, spans))
                .addSpanProcessorCustomizer((processor, properties) -> later(processor))
                .addSpanExporterCustomizer(this::counted)
                .addMeterProviderCustomizer((meters, properties) -> metered(meters))
                .addLogRecordExporterCustomizer(this::counted)
                .addLoggerProviderCustomizer((loggers, properties) -> logged(loggers));
        if (everything) {
            builder.addSamplerCustomizer((sampler, properties) -> new EverythingRecorded(sampler));
        }
        if (global && !GlobalOpenTelemetry.isSet()) {
            builder.setResultAsGlobal();
        }
        OpenTelemetrySdk sdk = builder.build().getOpenTelemetrySdk();
        figures.countIn(sdk.getMeterProvider());
        return sdk;
    }

    private static Map<String, String> properties(ObservabilityConfig config) {
        Map<String, String> properties = new HashMap<>();
        properties.put("otel.service.name", config.service().name());
        properties.put("otel.exporter.otlp.endpoint", config.tracing().endpoint());
        properties.put("otel.exporter.otlp.protocol", "grpc");
        if (config.server().apiKey() != null) {
            properties.put(
                    "otel.exporter.otlp.headers", "x-api-key=" + config.server().apiKey());
        }
        properties.put("otel.bsp.schedule.delay", "1000");
        properties.put("otel.traces.exporter", config.tracing().enabled() ? "otlp" : "none");
        double share = config.tracing().sampleRate();
        // Most take all, and then there is no id to be looked at.
        properties.put("otel.traces.sampler", share == 1 ? "parentbased_always_on" : "parentbased_traceidratio");
        properties.put("otel.traces.sampler.arg", Double.toString(share));
        properties.put("otel.metrics.exporter", config.metrics().enabled() ? "otlp" : "none");
        properties.put(
                "otel.metric.export.interval",
                Long.toString(config.metrics().exportInterval().toMillis()));
        properties.put("otel.logs.exporter", config.logging() == null ? "none" : "otlp");
        return properties;
    }

    private static Resource described(Resource resource, ObservabilityConfig.Service service) {
        return service.environment() == null || resource.getAttribute(ENVIRONMENT) != null
                ? resource
                : resource.toBuilder().put(ENVIRONMENT, service.environment()).build();
    }

    private SdkTracerProviderBuilder traced(
            SdkTracerProviderBuilder tracers, ObservabilityConfig config, LaterProcessor spans) {
        CountedSpans sent = new CountedSpans(deliveries.spans());
        spans.then(figures).then(sent);
        exporting.forEach(spans::then);
        if (spanExporter != null) {
            spans.then(export(spanExporter, sent));
        }
        if (config.langfuse().enabled()) {
            CountedSpans langfuseSpans = new CountedSpans(deliveries.langfuseSpans());
            spans.then(langfuseSpans).then(export(langfuse(config.langfuse()), langfuseSpans));
        }
        return tracers.addSpanProcessor(spans);
    }

    /** Those that OpenTelemetry has made by its own settings: they are not for the caller's thread either. */
    private SpanProcessor later(SpanProcessor processor) {
        exporting.add(processor);
        return SpanProcessor.composite();
    }

    private static SpanProcessor export(SpanExporter exporter, CountedSpans spans) {
        spans.counts().exportFrom(DEFAULT_QUEUE, DEFAULT_BATCH);
        return BatchSpanProcessor.builder(spans.exporter(exporter))
                .setMaxQueueSize(DEFAULT_QUEUE)
                .setMaxExportBatchSize(DEFAULT_BATCH)
                .build();
    }

    /** Of several exporters the first is counted: they get the same. */
    private SpanExporter counted(SpanExporter exporter, ConfigProperties properties) {
        if (deliveries.spans().isExporting()) {
            return exporter;
        }
        deliveries
                .spans()
                .exportFrom(
                        properties.getInt("otel.bsp.max.queue.size", DEFAULT_QUEUE),
                        properties.getInt("otel.bsp.max.export.batch.size", DEFAULT_BATCH));
        return new CountedSpans(deliveries.spans()).exporter(exporter);
    }

    private LogRecordExporter counted(LogRecordExporter exporter, ConfigProperties properties) {
        if (deliveries.logRecords().isExporting()) {
            return exporter;
        }
        deliveries
                .logRecords()
                .exportFrom(
                        properties.getInt("otel.blrp.max.queue.size", DEFAULT_QUEUE),
                        properties.getInt("otel.blrp.max.export.batch.size", DEFAULT_BATCH));
        return new CountedLogRecords(deliveries.logRecords()).exporter(exporter);
    }

    private static SpanExporter langfuse(Langfuse langfuse) {
        String keys = langfuse.publicKey() + ":" + langfuse.secretKey();
        String basic = Base64.getEncoder().encodeToString(keys.getBytes(StandardCharsets.UTF_8));
        String host = langfuse.host();
        return OtlpHttpSpanExporter.builder()
                .setEndpoint((host.endsWith("/") ? host.substring(0, host.length() - 1) : host) + LANGFUSE_PATH)
                .addHeader("Authorization", "Basic " + basic)
                .build();
    }

    private SdkMeterProviderBuilder metered(SdkMeterProviderBuilder meters) {
        meters.registerMetricReader(prometheusReader);
        if (metricReader != null) {
            meters.registerMetricReader(metricReader);
        }
        return meters;
    }

    private SdkLoggerProviderBuilder logged(SdkLoggerProviderBuilder loggers) {
        CountedLogRecords records = new CountedLogRecords(deliveries.logRecords());
        loggers.addLogRecordProcessor(records);
        if (logRecordExporter != null) {
            records.counts().exportFrom(DEFAULT_QUEUE, DEFAULT_BATCH);
            loggers.addLogRecordProcessor(BatchLogRecordProcessor.builder(records.exporter(logRecordExporter))
                    .setMaxQueueSize(DEFAULT_QUEUE)
                    .setMaxExportBatchSize(DEFAULT_BATCH)
                    .build());
        }
        return loggers;
    }
}
