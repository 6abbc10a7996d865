package io.observabilityfactory.query.agent;

import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.query.UnknownName;
import io.observabilityfactory.query.cost.Spend;
import io.observabilityfactory.query.range.TimeRange;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an agent performed. Its calls are its spans of type agent; where it has none, its calls of models. A figure that
 * cannot be told, as of latency without calls, is {@code null}.
 *
 * @param tokensPerSecond generated tokens, reasoning included, by the time the model calls took
 * @param totalTokens of all its usage, cost likewise
 * @param avgCostUsd by call
 * @param errorRate share of the calls that failed, timeouts included
 * @param gpuUtilization mean of what the agent reported over OTLP metrics in the last 24 hours of the range, in the unit it was sent
 *     in; {@code memoryUsage} and {@code queueDepth} likewise
 */
record AgentStats(
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
        @Nullable Double timeoutRate,
        @Nullable Double gpuUtilization,
        @Nullable Double memoryUsage,
        @Nullable Double queueDepth) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double SECONDS_PER_MINUTE = 60;
    private static final BigDecimal SECONDS_PER_DAY = BigDecimal.valueOf(86_400);

    /** @param usage of one agent, a row by type */
    static AgentStats of(String agent, TimeRange range, List<TypeUsage> usage, Resources resources) {
        TypeUsage models = ofType(SpanType.LLM, agent, usage);
        TypeUsage calls = calls(agent, usage);
        Spend spend = usage.stream().map(TypeUsage::spend).reduce(Spend.NONE, Spend::plus);
        BigDecimal costUsd = spend.knownUsd();
        double count = (double) calls.calls();
        long seconds = range.duration().toSeconds();
        return new AgentStats(
                UnknownName.shown(agent),
                range.from(),
                range.to(),
                calls.calls(),
                ratio(calls.durationNanos().doubleValue() / NANOS_PER_MILLI, count),
                percentile(calls, 0.5),
                percentile(calls, 0.95),
                percentile(calls, 0.99),
                ratio((double) models.generatedTokens(), models.durationNanos().doubleValue() / NANOS_PER_SECOND),
                count * SECONDS_PER_MINUTE / seconds,
                spend.tokens(),
                costUsd,
                quotient(costUsd, calls.calls()),
                costUsd == null ? null : quotient(costUsd.multiply(SECONDS_PER_DAY), seconds),
                ratio(count - calls.errors(), count),
                ratio((double) calls.errors(), count),
                ratio((double) calls.timeouts(), count),
                resources.mean(agent, Resources.GPU_UTILIZATION),
                resources.mean(agent, Resources.MEMORY_USAGE),
                resources.mean(agent, Resources.QUEUE_DEPTH));
    }

    /** The spans of type agent, or where there are none those that call models. */
    static TypeUsage calls(String key, List<TypeUsage> usage) {
        TypeUsage runs = ofType(SpanType.AGENT, key, usage);
        return runs.calls() > 0 ? runs : ofType(SpanType.LLM, key, usage);
    }

    private static TypeUsage ofType(SpanType type, String agent, List<TypeUsage> usage) {
        return usage.stream()
                .filter(row -> row.type().equals(type.code()))
                .findFirst()
                .orElseGet(() -> TypeUsage.none(agent, type));
    }

    private static @Nullable Double percentile(TypeUsage calls, double quantile) {
        return calls.latency().count() == 0 ? null : calls.latency().percentileMillis(quantile);
    }

    private static @Nullable Double ratio(double dividend, double divisor) {
        return divisor == 0 ? null : dividend / divisor;
    }

    private static @Nullable BigDecimal quotient(@Nullable BigDecimal dividend, long divisor) {
        return dividend == null || divisor == 0
                ? null
                : dividend.divide(BigDecimal.valueOf(divisor), MathContext.DECIMAL64);
    }
}
