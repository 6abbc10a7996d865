package io.observabilityfactory.query.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MonthForecastTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-10");

    @Test
    void comingDays_costWhatTheLastSevenDid() {
        Map<LocalDate, BigDecimal> spent = new HashMap<>();
        for (int day = 1; day <= 9; day++) {
            spent.put(LocalDate.of(2026, 3, day), BigDecimal.valueOf(day <= 2 ? 100 : 2));
        }
        spent.put(TODAY, BigDecimal.valueOf(0.5));

        MonthForecast forecast = MonthForecast.of(TODAY, spent);

        assertThat(forecast.spentUsd()).isEqualByComparingTo("214.5");
        assertThat(forecast.basedOnDays()).isEqualTo(7);
        // Today becomes 2, and 21 days follow.
        assertThat(forecast.projectedUsd()).isEqualByComparingTo("258");
    }

    @Test
    void whatTodayCostsAlready_isNotLessThanWhatItWillCost() {
        MonthForecast forecast = MonthForecast.of(
                LocalDate.parse("2026-03-31"),
                Map.of(LocalDate.parse("2026-03-30"), BigDecimal.ONE, LocalDate.parse("2026-03-31"), BigDecimal.TEN));

        assertThat(forecast.projectedUsd()).isEqualByComparingTo("11");
    }

    @Test
    void newcomer_isJudgedByTheDaysSinceItBegan() {
        MonthForecast forecast = MonthForecast.of(
                TODAY, Map.of(TODAY.minusDays(2), BigDecimal.valueOf(3), TODAY.minusDays(1), BigDecimal.valueOf(5)));

        assertThat(forecast.basedOnDays()).isEqualTo(2);
        assertThat(forecast.projectedUsd()).isEqualByComparingTo(BigDecimal.valueOf(8 + 4 * 22));
    }

    @Test
    void nothingIsProjected_beforeTheFirstCompleteDay() {
        MonthForecast forecast = MonthForecast.of(TODAY, Map.of(TODAY, BigDecimal.TEN));

        assertThat(forecast.spentUsd()).isEqualByComparingTo("10");
        assertThat(forecast.projectedUsd()).isNull();
    }

    @Test
    void daysNeeded_beginAWeekAgoOrWithTheMonth() {
        ReportDays report = new ReportDays(TODAY, TODAY, ZoneOffset.UTC);

        assertThat(MonthForecast.needs(report, TODAY).from()).isEqualTo("2026-03-01");
        assertThat(MonthForecast.needs(report, LocalDate.parse("2026-03-02")).from())
                .isEqualTo("2026-02-23");
        assertThat(MonthForecast.concerns(report, LocalDate.parse("2026-03-31")))
                .isTrue();
        assertThat(MonthForecast.concerns(report, LocalDate.parse("2026-04-01")))
                .isFalse();
    }
}
