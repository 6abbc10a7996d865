package io.observabilityfactory.query.savings;

import io.observabilityfactory.model.usage.TokenBucket;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an agent used a model for.
 *
 * @param prices of the last call that was priced
 * @param example that call; {@code null} when none was
 */
record ModelUse(
        String agent,
        String provider,
        String model,
        long calls,
        long errors,
        Map<TokenBucket, Long> tokens,
        BigDecimal costUsd,
        Prices prices,
        @Nullable Evidence example) {

    static ModelUse from(Row row) {
        Map<TokenBucket, Long> tokens = new EnumMap<>(TokenBucket.class);
        Arrays.stream(TokenBucket.values()).forEach(bucket -> tokens.put(bucket, row.getLong(bucket.column())));
        String traceId = row.getString("trace_id");
        return new ModelUse(
                row.getString("agent"),
                row.getString("provider"),
                row.getString("model"),
                row.getLong("calls"),
                row.getLong("errors"),
                tokens,
                row.getBigDecimal("cost_usd"),
                Prices.parse(row.getString("rates")),
                traceId == null
                        ? null
                        : new Evidence(traceId, row.getString("span_id"), row.getBigDecimal("total_usd")));
    }

    double errorRate() {
        return (double) errors / calls;
    }
}
