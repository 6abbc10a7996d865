package io.observabilityfactory.model.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

    private static final long FIVE_DAYS_NANOS = 5 * 24 * 3_600_000_000_000L;

    @Property
    void percentile_isWithinTheDocumentedError(
            @ForAll @NotEmpty List<@LongRange(min = 1, max = FIVE_DAYS_NANOS) Long> durations) {
        LatencyHistogram histogram = histogramOf(durations);
        for (double quantile : new double[] {0.5, 0.95, 0.99, 1}) {
            double exactMillis = exact(durations, quantile) / 1e6;
            double estimate = histogram.percentileMillis(quantile);
            if (exactMillis < 1) {
                assertThat(estimate).isEqualTo(exactMillis, within(0.5));
            } else {
                assertThat(estimate).isCloseTo(exactMillis, Percentage.withPercentage(4.5));
            }
        }
    }

    @Property
    void plus_countsAsIfAllHadBeenCountedTogether(
            @ForAll List<@LongRange(min = 0, max = FIVE_DAYS_NANOS) Long> some,
            @ForAll List<@LongRange(min = 0, max = FIVE_DAYS_NANOS) Long> others) {
        LatencyHistogram together = histogramOf(
                java.util.stream.Stream.concat(some.stream(), others.stream()).toList());

        assertThat(histogramOf(some).plus(histogramOf(others))).isEqualTo(together);
    }

    @Test
    void percentile_ofNothingIsNotANumber() {
        assertThat(LatencyHistogram.of().percentileMillis(0.5)).isNaN();
    }

    @Test
    void bucketOf_putsWhateverTakesLongerIntoTheLastBucket() {
        assertThat(LatencyHistogram.bucketOf(Long.MAX_VALUE)).isEqualTo(LatencyHistogram.BUCKETS - 1);
        assertThat(histogramOf(List.of(Long.MAX_VALUE)).percentileMillis(1) / (24 * 3_600_000))
                .isCloseTo(5.95, within(0.05));
    }

    @Property
    void bucket_countsWhatIsBetweenItsStartAndThatOfTheNext(
            @ForAll @LongRange(min = 0, max = FIVE_DAYS_NANOS) long durationNanos) {
        int bucket = LatencyHistogram.bucketOf(durationNanos);

        assertThat(durationNanos / 1e6)
                .isBetween(
                        LatencyHistogram.startMillis(bucket) * (1 - 1e-12),
                        LatencyHistogram.startMillis(bucket + 1) * (1 + 1e-12));
    }

    private static double exact(List<Long> durations, double quantile) {
        List<Long> sorted = durations.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(quantile * sorted.size()) - 1));
    }

    private static LatencyHistogram histogramOf(List<Long> durations) {
        long[] counts = new long[LatencyHistogram.BUCKETS];
        durations.forEach(nanos -> counts[LatencyHistogram.bucketOf(nanos)]++);
        return LatencyHistogram.of(counts);
    }
}
