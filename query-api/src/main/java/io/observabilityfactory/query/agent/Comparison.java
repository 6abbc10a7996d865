package io.observabilityfactory.query.agent;

import io.observabilityfactory.query.UnknownName;
import io.observabilityfactory.query.range.TimeRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Two agents, models or versions, and whether what they differ in is more than noise.
 *
 * @param by {@code agent}, {@code model} or {@code version}
 * @param agent whose calls alone are compared; {@code null} for those of all
 * @param differences by the name of the figure
 */
record Comparison(
        String by,
        @Nullable String agent,
        Instant from,
        Instant to,
        Side a,
        Side b,
        Map<String, Difference> differences,
        List<SignificanceTest> tests) {

    /** @param stats with the agent that is compared, or that the comparison is of */
    record Side(String name, AgentStats stats) {}

    /**
     * @param difference what b has more than a; {@code null} when one of them is unknown
     * @param relative the same as a part of a; {@code null} when a is 0, too
     */
    record Difference(
            @Nullable BigDecimal a,
            @Nullable BigDecimal b,
            @Nullable BigDecimal difference,
            @Nullable Double relative) {

        static Difference of(@Nullable Number a, @Nullable Number b) {
            BigDecimal before = a == null ? null : decimal(a);
            BigDecimal after = b == null ? null : decimal(b);
            if (before == null || after == null) {
                return new Difference(before, after, null, null);
            }
            BigDecimal difference = after.subtract(before);
            return new Difference(
                    before,
                    after,
                    difference,
                    before.signum() == 0 ? null : difference.doubleValue() / before.doubleValue());
        }

        private static BigDecimal decimal(Number number) {
            return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
        }
    }

    private static final String ALL_AGENTS = "(all)";

    private static final Map<String, Function<AgentStats, @Nullable Number>> FIGURES = figures();

    private static Map<String, Function<AgentStats, @Nullable Number>> figures() {
        Map<String, Function<AgentStats, @Nullable Number>> figures = new LinkedHashMap<>();
        figures.put("calls", AgentStats::calls);
        figures.put("avgLatencyMs", AgentStats::avgLatencyMs);
        figures.put("p50LatencyMs", AgentStats::p50LatencyMs);
        figures.put("p95LatencyMs", AgentStats::p95LatencyMs);
        figures.put("p99LatencyMs", AgentStats::p99LatencyMs);
        figures.put("tokensPerSecond", AgentStats::tokensPerSecond);
        figures.put("throughputPerMinute", AgentStats::throughputPerMinute);
        figures.put("totalTokens", AgentStats::totalTokens);
        figures.put("totalCostUsd", AgentStats::totalCostUsd);
        figures.put("avgCostUsd", AgentStats::avgCostUsd);
        figures.put("costPerDayUsd", AgentStats::costPerDayUsd);
        figures.put("successRate", AgentStats::successRate);
        figures.put("errorRate", AgentStats::errorRate);
        figures.put("timeoutRate", AgentStats::timeoutRate);
        return figures;
    }

    /** @param agent {@code null} for all */
    static Comparison of(Compared by, @Nullable String agent, TimeRange range, Measured a, Measured b) {
        Side sideA = side(by, agent, range, a);
        Side sideB = side(by, agent, range, b);
        Map<String, Difference> differences = new LinkedHashMap<>();
        FIGURES.forEach((name, figure) ->
                differences.put(name, Difference.of(figure.apply(sideA.stats()), figure.apply(sideB.stats()))));
        return new Comparison(by.code(), agent, range.from(), range.to(), sideA, sideB, differences, tests(a, b));
    }

    private static Side side(Compared by, @Nullable String agent, TimeRange range, Measured compared) {
        String whose = by == Compared.AGENT ? compared.key() : agent == null ? ALL_AGENTS : agent;
        return new Side(
                UnknownName.shown(compared.key()), AgentStats.of(whose, range, compared.usage(), Resources.NONE));
    }

    private static List<SignificanceTest> tests(Measured a, Measured b) {
        TypeUsage callsA = AgentStats.calls(a.key(), a.usage());
        TypeUsage callsB = AgentStats.calls(b.key(), b.usage());
        return Significance.adjusted(List.of(
                Significance.ofLatency("latencyMs", callsA.latency(), callsB.latency()),
                Significance.ofShares("errorRate", callsA.errors(), callsA.calls(), callsB.errors(), callsB.calls()),
                Significance.ofShares(
                        "timeoutRate", callsA.timeouts(), callsA.calls(), callsB.timeouts(), callsB.calls()),
                Significance.ofCost("avgCostUsd", a.moments(), b.moments())));
    }

    /** What is known of one side. */
    record Measured(String key, List<TypeUsage> usage, CostMoments moments) {}
}
