package io.observabilityfactory.model.latency;

import java.util.Arrays;

/**
 * Counts of durations in logarithmic buckets, eight to a doubling, the first one for all below a millisecond. Histograms
 * of any two ranges or groups add up, so that percentiles over both are as good as over one; averaged percentiles are not.
 *
 * <p>A percentile is at most 4.5 % off above a millisecond, and half a millisecond below. Durations of more than 5.9 days
 * count as the 5.9 days that the last bucket stands for.
 */
public final class LatencyHistogram {

    /** Durations from about 2^29 ms on, some six days, share the last bucket. */
    public static final int BUCKETS = 1 + 8 * 29;

    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final double BUCKETS_PER_DOUBLING = 8;

    private final long[] counts;

    private LatencyHistogram(long[] counts) {
        this.counts = counts;
    }

    /** @param counts by bucket, trailing zeros may be left out; more than {@link #BUCKETS} are refused */
    public static LatencyHistogram of(long... counts) {
        if (counts.length > BUCKETS) {
            throw new IllegalArgumentException(counts.length + " buckets, there are only " + BUCKETS);
        }
        return new LatencyHistogram(counts.clone());
    }

    /** The bucket, from 0, that counts a duration. */
    public static int bucketOf(long durationNanos) {
        double millis = durationNanos / NANOS_PER_MILLI;
        if (millis < 1) {
            return 0;
        }
        int bucket = 1 + (int) Math.floor(BUCKETS_PER_DOUBLING * Math.log(millis) / Math.log(2));
        return Math.min(bucket, BUCKETS - 1);
    }

    /** The shortest duration that a bucket, from 0, counts; the next bucket's is the first that it does not. */
    public static double startMillis(int bucket) {
        return bucket == 0 ? 0 : Math.pow(2, (bucket - 1) / BUCKETS_PER_DOUBLING);
    }

    public LatencyHistogram plus(LatencyHistogram other) {
        long[] sum = Arrays.copyOf(counts, Math.max(counts.length, other.counts.length));
        for (int i = 0; i < other.counts.length; i++) {
            sum[i] += other.counts[i];
        }
        return new LatencyHistogram(sum);
    }

    public long count() {
        return Arrays.stream(counts).sum();
    }

    /** How many durations are in a bucket, from 0. */
    public long countOf(int bucket) {
        return bucket < counts.length ? counts[bucket] : 0;
    }

    /**
     * @param quantile from 0 to 1, 0.95 for p95
     * @return milliseconds; {@code NaN} when nothing was counted
     */
    public double percentileMillis(double quantile) {
        long count = count();
        if (count == 0) {
            return Double.NaN;
        }
        long rank = Math.max(1, (long) Math.ceil(quantile * count));
        long seen = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            seen += counts[bucket];
            if (seen >= rank) {
                return middleMillis(bucket);
            }
        }
        throw new IllegalStateException("rank " + rank + " of " + count + " was not found");
    }

    /** The geometric middle, which is equally far from both edges in relative terms. */
    private static double middleMillis(int bucket) {
        return bucket == 0 ? 0.5 : Math.pow(2, (bucket - 0.5) / BUCKETS_PER_DOUBLING);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LatencyHistogram histogram && Arrays.equals(trimmed(), histogram.trimmed());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(trimmed());
    }

    @Override
    public String toString() {
        return "LatencyHistogram" + Arrays.toString(trimmed());
    }

    private long[] trimmed() {
        int length = counts.length;
        while (length > 0 && counts[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(counts, length);
    }
}
