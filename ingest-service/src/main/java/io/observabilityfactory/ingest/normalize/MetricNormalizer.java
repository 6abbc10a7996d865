package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.ingest.normalize.NormalizedPoint.Metric;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reduces OTLP metrics to one row a data point. */
public final class MetricNormalizer {

    private MetricNormalizer() {}

    public static NormalizedExport<NormalizedPoint> normalize(
            ExportMetricsServiceRequest request, RecordRules rules, Instant now) {
        List<NormalizedPoint> points = new ArrayList<>();
        List<Rejection> rejections = new ArrayList<>();
        for (ResourceMetrics resourceMetrics : request.getResourceMetricsList()) {
            NormalizedResource resource = Sources.resource(resourceMetrics.getResource(), rules);
            for (ScopeMetrics scopeMetrics : resourceMetrics.getScopeMetricsList()) {
                NormalizedSource source = Sources.source(resource, scopeMetrics.getScope(), rules);
                scopeMetrics.getMetricsList().stream().flatMap(MetricPoints::of).forEach(point -> objection(
                                point, rules, now)
                        .ifPresentOrElse(
                                reason -> rejections.add(new Rejection(reason, point.bytes())),
                                () -> points.add(normalized(point, source, rules))));
            }
        }
        return new NormalizedExport<>(points, rejections);
    }

    private static Optional<String> objection(MetricPoints.Point point, RecordRules rules, Instant now) {
        if (point.metric().name().isEmpty()) {
            return Optional.of("metric has no name");
        }
        return rules.times().objection("time", UnixNanos.toInstant(point.timeUnixNano()), now);
    }

    private static NormalizedPoint normalized(MetricPoints.Point point, NormalizedSource source, RecordRules rules) {
        JsonText json = new JsonText(rules);
        Metric metric = point.metric();
        Instant time = UnixNanos.toStoredInstant(point.timeUnixNano());
        return new NormalizedPoint(
                ContentKey.of(time, source, metric.toString().getBytes(StandardCharsets.UTF_8), point.bytes()),
                source,
                point.startTimeUnixNano() == 0 ? null : UnixNanos.toStoredInstant(point.startTimeUnixNano()),
                metric,
                point.figures(),
                json.sortedAttributes(point.attributes()),
                point.exemplars().isEmpty() ? null : MetricJson.exemplars(json, point.exemplars()),
                Sources.numberOrNull(point.flags()),
                json.cut());
    }
}
