package io.observabilityfactory.query.agent;

import io.observabilityfactory.model.latency.LatencyHistogram;
import io.observabilityfactory.query.UnknownName;
import io.observabilityfactory.query.range.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How long the calls of an agent took.
 *
 * @param calls as in {@link AgentStats}: spans of type agent; where it has none, its calls of models
 * @param buckets from that of the fastest to that of the slowest call, empty ones between them too
 */
record LatencyDistribution(String agent, Instant from, Instant to, long calls, List<Bucket> buckets) {

    /**
     * Calls that took at least {@code fromMs} and less than {@code toMs}.
     *
     * @param toMs null when there is no longer bucket
     */
    record Bucket(double fromMs, @Nullable Double toMs, long calls) {}

    /** @param usage of the agent, a row by type */
    static LatencyDistribution of(String agent, TimeRange range, List<TypeUsage> usage) {
        TypeUsage calls = AgentStats.calls(agent, usage);
        return new LatencyDistribution(
                UnknownName.shown(agent), range.from(), range.to(), calls.calls(), buckets(calls.latency()));
    }

    private static List<Bucket> buckets(LatencyHistogram latency) {
        int[] counting = IntStream.range(0, LatencyHistogram.BUCKETS)
                .filter(bucket -> latency.countOf(bucket) > 0)
                .toArray();
        if (counting.length == 0) {
            return List.of();
        }
        return IntStream.rangeClosed(counting[0], counting[counting.length - 1])
                .mapToObj(bucket -> bucket(latency, bucket))
                .toList();
    }

    private static Bucket bucket(LatencyHistogram latency, int bucket) {
        boolean last = bucket == LatencyHistogram.BUCKETS - 1;
        return new Bucket(
                LatencyHistogram.startMillis(bucket),
                last ? null : LatencyHistogram.startMillis(bucket + 1),
                latency.countOf(bucket));
    }
}
