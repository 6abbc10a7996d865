package io.observabilityfactory.query.agent;

import io.observabilityfactory.model.latency.LatencyHistogram;
import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.query.cost.Spend;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.util.Arrays;

/** What an agent's spans of one type add up to. */
record TypeUsage(
        String agent,
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
                row.getString("agent"),
                row.getString("span_type"),
                row.getLong("calls"),
                row.getLong("errors"),
                row.getLong("timeouts"),
                row.getBigDecimal("duration_nanos"),
                LatencyHistogram.of(Arrays.stream(row.getArrayOfLongs("latency_counts"))
                        .mapToLong(Long::longValue)
                        .toArray()),
                row.getLong("generated_tokens"),
                Spend.from(row));
    }

    /** Of spans of this type there were none. */
    static TypeUsage none(String agent, SpanType type) {
        return new TypeUsage(agent, type.code(), 0, 0, 0, BigDecimal.ZERO, LatencyHistogram.of(), 0, Spend.NONE);
    }
}
