package io.observabilityfactory.sdk;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * Sends what {@link Tracer} records to an OTLP endpoint.
 *
 * <pre>{@code
 * try (var telemetry = OpenTelemetryIntegration.builder("agent-factory").enable()) {
 *     Tracer.traceAgent("math_agent", () -> trainMathAgent(config));
 * }
 * }</pre>
 */
public final class OpenTelemetryIntegration implements AutoCloseable {

    /** Where the collector of a cluster usually listens. */
    public static final String DEFAULT_ENDPOINT = "http://otel-collector:4317";

    private static final long FLUSH_SECONDS = 10;

    private final OpenTelemetrySdk sdk;

    private OpenTelemetryIntegration(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    /** @param serviceName the name under which this process appears, {@code service.name} */
    public static Builder builder(String serviceName) {
        return new Builder(serviceName);
    }

    /** For code that wants OpenTelemetry's own API. */
    public OpenTelemetry openTelemetry() {
        return sdk;
    }

    /** Waits, at most ten seconds, until everything recorded so far was sent. */
    public void flush() {
        sdk.getSdkTracerProvider().forceFlush().join(FLUSH_SECONDS, TimeUnit.SECONDS);
    }

    /** Sends what is left, then stops recording. */
    @Override
    public void close() {
        Tracer.use(OpenTelemetry.noop());
        sdk.getSdkTracerProvider().shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
    }

    /** Settings; each has a default but the name. */
    public static final class Builder {

        private final String serviceName;
        private String endpoint = DEFAULT_ENDPOINT;
        private String environment = "";

        private Builder(String serviceName) {
            if (serviceName.isBlank()) {
                throw new IllegalArgumentException("serviceName is blank");
            }
            this.serviceName = serviceName;
        }

        /** @param endpoint of an OTLP/gRPC receiver, {@code http://host:4317} */
        public Builder endpoint(String endpoint) {
            String scheme = URI.create(endpoint).getScheme();
            if (!"http".equals(scheme) && !"https".equals(scheme)) {
                throw new IllegalArgumentException("endpoint is not like http://host:4317: " + endpoint);
            }
            this.endpoint = endpoint;
            return this;
        }

        /** @param environment {@code production} for instance, {@code deployment.environment.name} */
        public Builder environment(String environment) {
            this.environment = environment;
            return this;
        }

        /** Starts to send, and makes {@link Tracer} record. */
        public OpenTelemetryIntegration enable() {
            return enable(OtlpGrpcSpanExporter.builder().setEndpoint(endpoint).build());
        }

        OpenTelemetryIntegration enable(SpanExporter exporter) {
            SdkTracerProvider tracerProvider = SdkTracerProvider.builder()
                    .setResource(resource())
                    .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                    .build();
            OpenTelemetrySdk sdk =
                    OpenTelemetrySdk.builder().setTracerProvider(tracerProvider).build();
            Tracer.use(sdk);
            return new OpenTelemetryIntegration(sdk);
        }

        private Resource resource() {
            Resource service = Resource.getDefault().toBuilder()
                    .put(AttributeKey.stringKey("service.name"), serviceName)
                    .build();
            return environment.isEmpty()
                    ? service
                    : service.toBuilder()
                            .put(AttributeKey.stringKey("deployment.environment.name"), environment)
                            .build();
        }
    }
}
