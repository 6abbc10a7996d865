package io.observabilityfactory.testkit;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.time.Instant;
import java.util.Arrays;

/** OTLP metrics as instrumented agents send them. */
public final class OtlpMetrics {

    private OtlpMetrics() {}

    /** A gauge with one point of now. */
    public static Metric.Builder gauge(String name, double value) {
        return Metric.newBuilder()
                .setName(name)
                .setGauge(Gauge.newBuilder()
                        .addDataPoints(NumberDataPoint.newBuilder()
                                .setTimeUnixNano(OtlpSpans.nanos(Instant.now()))
                                .setAsDouble(value)));
    }

    public static ExportMetricsServiceRequest request(Metric.Builder... metrics) {
        ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
        Arrays.stream(metrics).forEach(scope::addMetrics);
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(OtlpSpans.text("service.name", "test-agent")))
                        .addScopeMetrics(scope))
                .build();
    }
}
