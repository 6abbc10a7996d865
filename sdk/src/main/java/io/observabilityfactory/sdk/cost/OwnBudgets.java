package io.observabilityfactory.sdk.cost;

import io.observabilityfactory.sdk.config.AlertLevel;
import io.observabilityfactory.sdk.config.ObservabilityConfig.BudgetAlert;
import io.observabilityfactory.sdk.config.ObservabilityConfig.BudgetType;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;

/** The budgets of the configuration, which hold for this process' own spending while the server is away. */
final class OwnBudgets {

    private OwnBudgets() {}

    /** @param alerts warnings among them are no limits */
    static List<Standing> of(List<BudgetAlert> alerts, Instant now) {
        return alerts.stream()
                .filter(alert -> alert.level() == AlertLevel.CRITICAL)
                .map(alert -> standing(alert, now))
                .toList();
    }

    private static Standing standing(BudgetAlert alert, Instant now) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate start = start(alert.type(), today);
        Instant end = end(alert.type(), start).atStartOfDay(ZoneOffset.UTC).toInstant();
        return Standing.first(
                name(alert),
                alert.agent(),
                alert.thresholdUsd(),
                end,
                Duration.between(start.atStartOfDay(ZoneOffset.UTC).toInstant(), end),
                false,
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }

    /** As the server names the budget that it makes of the same entry. */
    static String name(BudgetAlert alert) {
        String type = alert.type().name().toLowerCase(Locale.ROOT);
        return alert.agent() == null ? type : type + " agent " + alert.agent();
    }

    private static LocalDate start(BudgetType type, LocalDate day) {
        return switch (type) {
            case DAILY_BUDGET -> day;
            case WEEKLY_BUDGET -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHLY_BUDGET -> day.withDayOfMonth(1);
        };
    }

    private static LocalDate end(BudgetType type, LocalDate start) {
        return switch (type) {
            case DAILY_BUDGET -> start.plusDays(1);
            case WEEKLY_BUDGET -> start.plusWeeks(1);
            case MONTHLY_BUDGET -> start.plusMonths(1);
        };
    }
}
