package io.observabilityfactory.query.cost;

import io.observabilityfactory.query.paging.Table;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What was spent on some days. A cost is {@code null} when nothing of it has a price.
 *
 * @param from the first day
 * @param to the last day
 * @param unpricedTokens tokens that are in no cost, as they have no price
 * @param mostExpensiveAgent {@code null} when no agent is known to have cost anything
 * @param forecast of the month that is under way; {@code null} when the report has no day of it
 * @param days all of them, those without usage too
 * @param groupsOverlap whether a usage may be in several groups, as by tag; shares are then of all groups together
 * @param groups dearest first
 */
record CostReport(
        LocalDate from,
        LocalDate to,
        String timeZone,
        @Nullable BigDecimal totalUsd,
        @Nullable BigDecimal averagePerDayUsd,
        long totalTokens,
        long unpricedTokens,
        @Nullable AgentCost mostExpensiveAgent,
        @Nullable MonthForecast forecast,
        List<Day> days,
        String groupBy,
        boolean groupsOverlap,
        List<GroupCost> groups)
        implements Table<CostReport.Day> {

    record AgentCost(String agent, BigDecimal costUsd) {}

    record Day(LocalDate date, @Nullable BigDecimal costUsd, long tokens) {

        static Day of(LocalDate date, Spend spend) {
            return new Day(date, spend.knownUsd(), spend.tokens());
        }
    }

    /** @param calls to models; the agent's other spans are not counted */
    record GroupCost(
            String key,
            @Nullable BigDecimal costUsd,
            @Nullable BigDecimal share,
            long tokens,
            long calls) {

        static GroupCost of(UsageTotals.Group group, @Nullable BigDecimal share) {
            return new GroupCost(
                    group.key(), group.costUsd(), share, group.spend().tokens(), group.calls());
        }
    }

    static CostReport of(ReportDays days, Dimension groupBy, UsageTotals usage, @Nullable MonthForecast forecast) {
        Spend total = usage.total();
        return new CostReport(
                days.from(),
                days.to(),
                days.zone().getId(),
                total.knownUsd(),
                average(total.knownUsd(), days.count()),
                total.tokens(),
                total.unpricedTokens(),
                mostExpensive(usage.byAgent()),
                forecast,
                days(days.dates(), usage),
                groupBy.code(),
                groupBy.overlaps(),
                groups(usage));
    }

    private static @Nullable BigDecimal average(@Nullable BigDecimal totalUsd, long days) {
        return totalUsd == null ? null : totalUsd.divide(BigDecimal.valueOf(days), MathContext.DECIMAL64);
    }

    private static @Nullable AgentCost mostExpensive(List<UsageTotals.Group> dearestFirst) {
        return dearestFirst.stream()
                .limit(1)
                .filter(agent -> agent.spend().pricedUsd().signum() > 0)
                .map(agent -> new AgentCost(agent.key(), agent.spend().pricedUsd()))
                .findFirst()
                .orElse(null);
    }

    private static List<Day> days(List<LocalDate> dates, UsageTotals usage) {
        return IntStream.range(0, dates.size())
                .mapToObj(i -> Day.of(dates.get(i), usage.byDay().getOrDefault(i + 1L, Spend.NONE)))
                .toList();
    }

    private static List<GroupCost> groups(UsageTotals usage) {
        List<@Nullable BigDecimal> shares = usage.shares();
        return IntStream.range(0, shares.size())
                .mapToObj(i -> GroupCost.of(usage.byKey().get(i), shares.get(i)))
                .toList();
    }

    @Override
    public Class<Day> lineType() {
        return Day.class;
    }

    @Override
    public List<Day> lines() {
        return days;
    }
}
