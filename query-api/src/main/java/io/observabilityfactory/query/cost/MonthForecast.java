package io.observabilityfactory.query.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the month that is under way is going to cost, if things go on as they have: what was spent, and for the rest of the month
 * the mean of the last seven complete days. Seven, so that each day of the week counts once; fewer for whoever began to spend less
 * than seven days ago.
 *
 * @param spentUsd up to now, today included
 * @param projectedUsd of the whole month; {@code null} before the first complete day with spending
 * @param basedOnDays how many days the mean is of
 */
record MonthForecast(
        @Schema(type = SchemaType.STRING) YearMonth month,
        BigDecimal spentUsd,
        @Nullable BigDecimal projectedUsd,
        int basedOnDays,
        String method) {

    private static final int DAYS_OF_THE_MEAN = 7;
    private static final String METHOD = "mean of the last 7 complete days for each day that remains";

    /** The days whose spending has to be known. */
    static ReportDays needs(ReportDays like, LocalDate today) {
        LocalDate weekAgo = today.minusDays(DAYS_OF_THE_MEAN);
        LocalDate monthStart = today.withDayOfMonth(1);
        return new ReportDays(weekAgo.isBefore(monthStart) ? weekAgo : monthStart, today, like.zone());
    }

    /** Whether a report has a day of today's month. */
    static boolean concerns(ReportDays report, LocalDate today) {
        YearMonth month = YearMonth.from(today);
        return !report.from().isAfter(month.atEndOfMonth()) && !report.to().isBefore(month.atDay(1));
    }

    /** @param spentUsd by day; days without spending may be left out, and there may be others than are needed */
    static MonthForecast of(LocalDate today, Map<LocalDate, BigDecimal> spentUsd) {
        YearMonth month = YearMonth.from(today);
        BigDecimal spent = sum(spentUsd, month.atDay(1), today.plusDays(1));
        int days = daysOfTheMean(today, spentUsd);
        if (days == 0) {
            return new MonthForecast(month, spent, null, 0, METHOD);
        }
        BigDecimal mean =
                sum(spentUsd, today.minusDays(days), today).divide(BigDecimal.valueOf(days), MathContext.DECIMAL64);
        BigDecimal restOfToday =
                mean.subtract(spentUsd.getOrDefault(today, BigDecimal.ZERO)).max(BigDecimal.ZERO);
        BigDecimal comingDays = mean.multiply(BigDecimal.valueOf(month.lengthOfMonth() - today.getDayOfMonth()));
        return new MonthForecast(month, spent, spent.add(restOfToday).add(comingDays), days, METHOD);
    }

    /** From the first day with spending on. */
    private static int daysOfTheMean(LocalDate today, Map<LocalDate, BigDecimal> spentUsd) {
        for (int days = DAYS_OF_THE_MEAN; days > 0; days--) {
            if (spentUsd.getOrDefault(today.minusDays(days), BigDecimal.ZERO).signum() > 0) {
                return days;
            }
        }
        return 0;
    }

    private static BigDecimal sum(Map<LocalDate, BigDecimal> spentUsd, LocalDate from, LocalDate until) {
        return new TreeMap<>(spentUsd).subMap(from, until).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
