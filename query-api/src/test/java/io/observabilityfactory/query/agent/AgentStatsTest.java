package io.observabilityfactory.query.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.observabilityfactory.model.latency.LatencyHistogram;
import io.observabilityfactory.query.cost.Spend;
import io.observabilityfactory.query.range.TimeRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentStatsTest {

    private static final TimeRange TWO_HOURS =
            new TimeRange(Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T12:00:00Z"));

    @Test
    void calls_areTheRunsOfTheAgentWhereThereAreAny() {
        AgentStats stats = stats(
                usage("agent", 4, 2, 1, 8, 0, spend("0", 0, 0)),
                usage("llm", 10, 5, 5, 5, 100, spend("0.30", 1000, 0)));

        assertThat(stats.calls()).isEqualTo(4);
        assertThat(stats.avgLatencyMs()).isEqualTo(2000);
        assertThat(stats.p50LatencyMs()).isEqualTo(2000, within(90.0));
        assertThat(stats.errorRate()).isEqualTo(0.5);
        assertThat(stats.successRate()).isEqualTo(0.5);
        assertThat(stats.timeoutRate()).isEqualTo(0.25);
        assertThat(stats.throughputPerMinute()).isEqualTo(4 / 120.0);
    }

    @Test
    void tokensAndCost_areOfAllUsage() {
        AgentStats stats = stats(
                usage("agent", 4, 0, 0, 8, 0, spend("0", 0, 0)),
                usage("embedding", 1, 0, 0, 1, 0, spend("0.10", 50, 0)),
                usage("llm", 10, 0, 0, 5, 100, spend("0.30", 1000, 0)));

        assertThat(stats.totalTokens()).isEqualTo(1050);
        assertThat(stats.tokensPerSecond()).isEqualTo(20);
        assertThat(stats.totalCostUsd()).isEqualByComparingTo("0.40");
        assertThat(stats.avgCostUsd()).isEqualByComparingTo("0.10");
        assertThat(stats.costPerDayUsd()).isEqualByComparingTo("4.80");
    }

    @Test
    void calls_areModelCallsWhereTheAgentHasNoRuns() {
        assertThat(stats(usage("llm", 10, 1, 0, 5, 100, spend("0.3", 10, 0))).calls())
                .isEqualTo(10);
    }

    @Test
    void figures_areUnknownWithoutCalls() {
        AgentStats stats = stats(usage("tool", 3, 1, 1, 1, 0, spend("0", 0, 0)));

        assertThat(stats)
                .extracting(
                        AgentStats::avgLatencyMs,
                        AgentStats::p99LatencyMs,
                        AgentStats::tokensPerSecond,
                        AgentStats::avgCostUsd,
                        AgentStats::successRate,
                        AgentStats::errorRate,
                        AgentStats::timeoutRate)
                .containsOnlyNulls();
        assertThat(stats.throughputPerMinute()).isZero();
    }

    @Test
    void cost_isUnknownWhenNoTokenHasAPrice() {
        AgentStats stats = stats(usage("llm", 1, 0, 0, 1, 5, spend("0", 10, 10)));

        assertThat(stats.totalTokens()).isEqualTo(10);
        assertThat(stats)
                .extracting(AgentStats::totalCostUsd, AgentStats::avgCostUsd, AgentStats::costPerDayUsd)
                .containsOnlyNulls();
    }

    private static AgentStats stats(TypeUsage... usage) {
        return AgentStats.of("planner", TWO_HOURS, List.of(usage), Resources.NONE);
    }

    private static TypeUsage usage(
            String type, long calls, long errors, long timeouts, long seconds, long generatedTokens, Spend spend) {
        long[] latency = new long[LatencyHistogram.BUCKETS];
        latency[LatencyHistogram.bucketOf(seconds * 1_000_000_000 / calls)] = calls;
        return new TypeUsage(
                "planner",
                type,
                calls,
                errors,
                timeouts,
                BigDecimal.valueOf(seconds * 1_000_000_000),
                LatencyHistogram.of(latency),
                generatedTokens,
                spend);
    }

    private static Spend spend(String usd, long tokens, long unpricedTokens) {
        return new Spend(new BigDecimal(usd), tokens, unpricedTokens);
    }
}
