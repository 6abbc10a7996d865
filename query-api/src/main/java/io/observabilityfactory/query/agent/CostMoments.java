package io.observabilityfactory.query.agent;

import io.vertx.mutiny.sqlclient.Row;

/**
 * Sums over pairs of calls and what they cost in USD, each pair of one bucket of a rollup. Figures of a test, not money.
 *
 * @param observations how many pairs
 */
record CostMoments(
        String key,
        long observations,
        double calls,
        double usd,
        double callsSquared,
        double callsUsd,
        double usdSquared) {

    static CostMoments from(Row row) {
        return new CostMoments(
                row.getString("key"),
                row.getLong("observations"),
                row.getDouble("calls"),
                row.getDouble("usd"),
                row.getDouble("calls_squared"),
                row.getDouble("calls_usd"),
                row.getDouble("usd_squared"));
    }

    static CostMoments none(String key) {
        return new CostMoments(key, 0, 0, 0, 0, 0, 0);
    }

    /** Cost of a call. */
    double ratio() {
        return usd / calls;
    }

    /** Of the ratio, linearised, buckets being independent of each other. */
    double varianceOfRatio() {
        double residuals = usdSquared - 2 * ratio() * callsUsd + ratio() * ratio() * callsSquared;
        return Math.max(0, residuals) * observations / (observations - 1) / (calls * calls);
    }
}
