package io.observabilityfactory.ingest.normalize;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A data point of a metric as it is stored.
 *
 * @param startTime of the interval that a sum or histogram covers
 * @param figures what was measured
 * @param attributes JSON object
 * @param exemplars JSON array, null when there are none
 * @param flags of which the lowest bit says that no value was recorded, null when none is set
 */
public record NormalizedPoint(
        ContentKey key,
        NormalizedSource source,
        @Nullable Instant startTime,
        Metric metric,
        Figures figures,
        String attributes,
        @Nullable String exemplars,
        @Nullable Long flags,
        boolean cut)
        implements TelemetryRecord<ContentKey> {

    /**
     * @param type {@code gauge}, {@code sum}, {@code histogram}, {@code exponential_histogram} or {@code summary}
     * @param temporality {@code delta} or {@code cumulative}, null where there is none
     */
    public record Metric(
            String name,
            @Nullable String unit,
            String type,
            @Nullable String temporality,
            @Nullable Boolean monotonic) {}

    /**
     * Numbers as text, as Postgres reads them, {@code NaN} and {@code Infinity} included.
     *
     * @param value of gauges and sums
     * @param distribution JSON of buckets or quantiles
     */
    public record Figures(
            @Nullable String value,
            @Nullable Long count,
            @Nullable String sum,
            @Nullable String min,
            @Nullable String max,
            @Nullable String distribution) {

        static Figures ofValue(@Nullable String value) {
            return new Figures(value, null, null, null, null, null);
        }
    }

    /** A floating-point number with all its digits. */
    static String number(double value) {
        return Double.isFinite(value) ? new BigDecimal(Double.toString(value)).toPlainString() : Double.toString(value);
    }

    @Override
    public Instant time() {
        return key.time();
    }
}
