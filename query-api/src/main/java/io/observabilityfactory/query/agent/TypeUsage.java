package io.observabilityfactory.query.agent;

import io.observabilityfactory.model.latency.LatencyHistogram;
import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.query.cost.Spend;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;

/**
 * What the spans of one type add up to.
 *
 * @param key the agent, model or release that they are of
 */
record TypeUsage(
        String key,
        String type,
        long calls,
        long errors,
        long timeouts,
        BigDecimal durationNanos,
        LatencyHistogram latency,
        long generatedTokens,
        Spend spend) {

    static TypeUsage from(Row row) {
        return new TypeUsage(
                row.getString("key"),
                row.getString("span_type"),
                row.getLong("calls"),
                row.getLong("errors"),
                row.getLong("timeouts"),
                row.getBigDecimal("duration_nanos"),
                latency(row),
                row.getLong("generated_tokens"),
                Spend.from(row));
    }

    /** Of spans of this type there were none. */
    static TypeUsage none(String key, SpanType type) {
        return new TypeUsage(key, type.code(), 0, 0, 0, BigDecimal.ZERO, LatencyHistogram.of(), 0, Spend.NONE);
    }

    private static LatencyHistogram latency(Row row) {
        long[] counts = new long[LatencyHistogram.BUCKETS];
        Integer[] buckets = row.getArrayOfIntegers("buckets");
        Long[] sums = row.getArrayOfLongs("counts");
        // Only of agents and models there are histograms.
        for (int i = 0; buckets != null && i < buckets.length; i++) {
            counts[buckets[i] - 1] = sums[i];
        }
        return LatencyHistogram.of(counts);
    }
}
