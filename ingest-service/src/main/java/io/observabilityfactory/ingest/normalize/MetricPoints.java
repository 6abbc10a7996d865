package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.ingest.normalize.NormalizedPoint.Figures;
import io.observabilityfactory.ingest.normalize.NormalizedPoint.Metric;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The data points of the five kinds of metrics, reduced to one shape. */
final class MetricPoints {

    /** @param bytes the point as it was sent, which identifies it together with its metric and source */
    record Point(
            Metric metric,
            long timeUnixNano,
            long startTimeUnixNano,
            Figures figures,
            List<KeyValue> attributes,
            List<Exemplar> exemplars,
            int flags,
            byte[] bytes) {}

    private MetricPoints() {}

    static Stream<Point> of(io.opentelemetry.proto.metrics.v1.Metric metric) {
        return switch (metric.getDataCase()) {
            case GAUGE ->
                metric.getGauge().getDataPointsList().stream()
                        .map(point -> number(named(metric, "gauge", null, null), point));
            case SUM ->
                metric.getSum().getDataPointsList().stream()
                        .map(point -> number(
                                named(
                                        metric,
                                        "sum",
                                        metric.getSum().getAggregationTemporality(),
                                        metric.getSum().getIsMonotonic()),
                                point));
            case HISTOGRAM ->
                metric.getHistogram().getDataPointsList().stream()
                        .map(point -> histogram(
                                named(metric, "histogram", metric.getHistogram().getAggregationTemporality(), null),
                                point));
            case EXPONENTIAL_HISTOGRAM ->
                metric.getExponentialHistogram().getDataPointsList().stream()
                        .map(point -> exponential(
                                named(
                                        metric,
                                        "exponential_histogram",
                                        metric.getExponentialHistogram().getAggregationTemporality(),
                                        null),
                                point));
            case SUMMARY ->
                metric.getSummary().getDataPointsList().stream()
                        .map(point -> summary(named(metric, "summary", null, null), point));
            case DATA_NOT_SET -> Stream.empty();
        };
    }

    private static Metric named(
            io.opentelemetry.proto.metrics.v1.Metric metric,
            String type,
            @Nullable AggregationTemporality temporality,
            @Nullable Boolean monotonic) {
        @Nullable String name = Sources.textOrNull(metric.getName());
        return new Metric(
                name == null ? "" : name,
                Sources.textOrNull(metric.getUnit()),
                type,
                temporality(temporality),
                monotonic);
    }

    private static @Nullable String temporality(@Nullable AggregationTemporality temporality) {
        if (temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA) {
            return "delta";
        }
        return temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE ? "cumulative" : null;
    }

    private static Point number(Metric metric, NumberDataPoint point) {
        String value =
                switch (point.getValueCase()) {
                    case AS_INT -> Long.toString(point.getAsInt());
                    case AS_DOUBLE -> NormalizedPoint.number(point.getAsDouble());
                    case VALUE_NOT_SET -> null;
                };
        return new Point(
                metric,
                point.getTimeUnixNano(),
                point.getStartTimeUnixNano(),
                Figures.ofValue(value),
                point.getAttributesList(),
                point.getExemplarsList(),
                point.getFlags(),
                point.toByteArray());
    }

    private static Point histogram(Metric metric, HistogramDataPoint point) {
        Figures figures = new Figures(
                null,
                point.getCount(),
                numberIf(point.hasSum(), point.getSum()),
                numberIf(point.hasMin(), point.getMin()),
                numberIf(point.hasMax(), point.getMax()),
                MetricJson.buckets(point));
        return new Point(
                metric,
                point.getTimeUnixNano(),
                point.getStartTimeUnixNano(),
                figures,
                point.getAttributesList(),
                point.getExemplarsList(),
                point.getFlags(),
                point.toByteArray());
    }

    private static Point exponential(Metric metric, ExponentialHistogramDataPoint point) {
        Figures figures = new Figures(
                null,
                point.getCount(),
                numberIf(point.hasSum(), point.getSum()),
                numberIf(point.hasMin(), point.getMin()),
                numberIf(point.hasMax(), point.getMax()),
                MetricJson.exponentialBuckets(point));
        return new Point(
                metric,
                point.getTimeUnixNano(),
                point.getStartTimeUnixNano(),
                figures,
                point.getAttributesList(),
                point.getExemplarsList(),
                point.getFlags(),
                point.toByteArray());
    }

    private static Point summary(Metric metric, SummaryDataPoint point) {
        Figures figures = new Figures(
                null,
                point.getCount(),
                NormalizedPoint.number(point.getSum()),
                null,
                null,
                MetricJson.quantiles(point));
        return new Point(
                metric,
                point.getTimeUnixNano(),
                point.getStartTimeUnixNano(),
                figures,
                point.getAttributesList(),
                List.of(),
                point.getFlags(),
                point.toByteArray());
    }

    private static @Nullable String numberIf(boolean isThere, double number) {
        return isThere ? NormalizedPoint.number(number) : null;
    }
}
