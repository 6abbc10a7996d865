package io.observabilityfactory.sdk.query;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an agent performed. What cannot be told, as latency without a call, is null.
 *
 * @param tokensPerSecond generated tokens by the time the calls of models took
 * @param avgCostUsd by call
 * @param successRate 0 to 1, {@code errorRate} and {@code timeoutRate} likewise
 */
public record AgentStats(
        String agent,
        Instant from,
        Instant to,
        long calls,
        @Nullable Double avgLatencyMs,
        @Nullable Double p50LatencyMs,
        @Nullable Double p95LatencyMs,
        @Nullable Double p99LatencyMs,
        @Nullable Double tokensPerSecond,
        double throughputPerMinute,
        long totalTokens,
        @Nullable BigDecimal totalCostUsd,
        @Nullable BigDecimal avgCostUsd,
        @Nullable BigDecimal costPerDayUsd,
        @Nullable Double successRate,
        @Nullable Double errorRate,
        @Nullable Double timeoutRate) {}
