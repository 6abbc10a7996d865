package io.observabilityfactory.ingest.normalize;

import static io.observabilityfactory.testkit.OtlpSpans.nanos;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.ingest.privacy.PrivacyRules;
import io.observabilityfactory.testkit.OtlpMetrics;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricNormalizerTest {

    private static final Instant NOW = Instant.now();

    @Test
    void gauge_keepsItsValueExactly() {
        Metric.Builder gauge = Metric.newBuilder()
                .setName("gpu_utilization")
                .setUnit("1")
                .setGauge(Gauge.newBuilder()
                        .addDataPoints(number().setAsDouble(0.1))
                        .addDataPoints(number().setAsInt(Long.MAX_VALUE))
                        .addDataPoints(number().setAsDouble(Double.NaN)));

        List<NormalizedPoint> points = normalized(gauge);

        assertThat(points)
                .extracting(point -> point.figures().value())
                .containsExactly("0.1", "9223372036854775807", "NaN");
        assertThat(points.get(0).metric())
                .isEqualTo(new NormalizedPoint.Metric("gpu_utilization", "1", "gauge", null, null));
    }

    @Test
    void sum_keepsTemporalityAndMonotonicity() {
        Metric.Builder sum = Metric.newBuilder()
                .setName("requests")
                .setSum(Sum.newBuilder()
                        .setIsMonotonic(true)
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                        .addDataPoints(number().setAsInt(3).setStartTimeUnixNano(nanos(NOW.minusSeconds(60)))));

        NormalizedPoint point = normalized(sum).get(0);

        assertThat(point.metric()).isEqualTo(new NormalizedPoint.Metric("requests", null, "sum", "delta", true));
        assertThat(point.startTime()).isBefore(point.time());
    }

    @Test
    void histogram_keepsBucketsAndBounds() {
        Metric.Builder histogram = Metric.newBuilder()
                .setName("latency")
                .setHistogram(Histogram.newBuilder()
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                        .addDataPoints(HistogramDataPoint.newBuilder()
                                .setTimeUnixNano(nanos(NOW))
                                .setCount(3)
                                .setSum(4.5)
                                .setMin(0.5)
                                .addAllExplicitBounds(List.of(1.0, 2.0))
                                .addAllBucketCounts(List.of(1L, 1L, 1L))));

        NormalizedPoint point = normalized(histogram).get(0);

        assertThat(point.metric().temporality()).isEqualTo("cumulative");
        assertThat(point.figures())
                .isEqualTo(new NormalizedPoint.Figures(
                        null, 3L, "4.5", "0.5", null, "{\"bounds\":[1.0,2.0],\"counts\":[1,1,1]}"));
    }

    @Test
    void exponentialHistogram_keepsScaleOffsetsAndZeros() {
        Metric.Builder histogram = Metric.newBuilder()
                .setName("latency")
                .setExponentialHistogram(ExponentialHistogram.newBuilder()
                        .addDataPoints(ExponentialHistogramDataPoint.newBuilder()
                                .setTimeUnixNano(nanos(NOW))
                                .setCount(3)
                                .setScale(4)
                                .setZeroCount(1)
                                .setPositive(ExponentialHistogramDataPoint.Buckets.newBuilder()
                                        .setOffset(-2)
                                        .addAllBucketCounts(List.of(1L, 1L)))));

        assertThat(normalized(histogram).get(0).figures().distribution())
                .contains("\"scale\":4")
                .contains("\"zeroCount\":1")
                .contains("\"positive\":{\"offset\":-2,\"counts\":[1,1]}");
    }

    @Test
    void summary_keepsItsQuantiles() {
        Metric.Builder summary = Metric.newBuilder()
                .setName("latency")
                .setSummary(Summary.newBuilder()
                        .addDataPoints(SummaryDataPoint.newBuilder()
                                .setTimeUnixNano(nanos(NOW))
                                .setCount(10)
                                .setSum(20)
                                .addQuantileValues(SummaryDataPoint.ValueAtQuantile.newBuilder()
                                        .setQuantile(0.95)
                                        .setValue(4))));

        NormalizedPoint point = normalized(summary).get(0);

        assertThat(point.figures().count()).isEqualTo(10);
        assertThat(point.figures().distribution()).isEqualTo("[{\"quantile\":0.95,\"value\":4.0}]");
    }

    @Test
    void metricWithoutAName_isRejected() {
        Metric.Builder nameless =
                Metric.newBuilder().setGauge(Gauge.newBuilder().addDataPoints(number().setAsInt(1)));

        assertThat(export(nameless).rejections()).extracting(Rejection::reason).containsExactly("metric has no name");
    }

    private static NumberDataPoint.Builder number() {
        return NumberDataPoint.newBuilder().setTimeUnixNano(nanos(NOW));
    }

    private static List<NormalizedPoint> normalized(Metric.Builder metric) {
        return export(metric).records();
    }

    private static NormalizedExport<NormalizedPoint> export(Metric.Builder metric) {
        RecordRules rules = new RecordRules(
                new AcceptedTimes(Duration.ofDays(30), Duration.ofDays(1)), RecordLimits.DEFAULT, PrivacyRules.DEFAULT);
        return MetricNormalizer.normalize(OtlpMetrics.request(metric), rules, NOW);
    }
}
