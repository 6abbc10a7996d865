package io.observabilityfactory.sdk.query;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was spent from one day to another, both included. A cost is null when nothing of it has a price.
 *
 * @param days all of them, those without usage too
 * @param groups by agent, dearest first
 */
public record CostReport(
        LocalDate from,
        LocalDate to,
        String timeZone,
        @Nullable BigDecimal totalUsd,
        @Nullable BigDecimal averagePerDayUsd,
        long totalTokens,
        long unpricedTokens,
        @Nullable AgentCost mostExpensiveAgent,
        List<Day> days,
        List<Group> groups) {

    /** What one agent cost. */
    public record AgentCost(String agent, BigDecimal costUsd) {}

    /** What one day cost. */
    public record Day(LocalDate date, @Nullable BigDecimal costUsd, long tokens) {}

    /**
     * @param share of the total, 0 to 1
     * @param calls of models
     */
    public record Group(
            String key,
            @Nullable BigDecimal costUsd,
            @Nullable BigDecimal share,
            long tokens,
            long calls) {}
}
