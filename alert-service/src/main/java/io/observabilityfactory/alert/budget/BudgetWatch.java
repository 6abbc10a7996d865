package io.observabilityfactory.alert.budget;

import io.observabilityfactory.alert.lifecycle.Policy;
import io.observabilityfactory.alert.rule.Check;
import io.observabilityfactory.alert.rule.Figure;
import io.observabilityfactory.alert.rule.NoData;
import io.observabilityfactory.alert.rule.Question;
import io.observabilityfactory.alert.rule.Settings;
import io.observabilityfactory.alert.rule.Situation;
import io.observabilityfactory.alert.rule.Thresholds;
import io.observabilityfactory.alert.rule.Timeframe;
import io.observabilityfactory.alert.rule.Watch;
import io.observabilityfactory.alert.rule.Window;
import io.observabilityfactory.alert.rule.Wording;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A budget as up to three checks: what is spent, what will be spent by the end of the period, and how fast it is spent.
 *
 * @param burnRate null when nobody asks for it
 */
record BudgetWatch(
        Budget budget, boolean forecasts, @Nullable BurnRate burnRate, Policy policy) implements Watch {

    static final String SPENT = "spent";
    static final String FORECAST = "forecast";
    static final String BURN_RATE = "burn_rate";

    /** What a late span takes back of the spending is mostly a matter of seconds, and nobody is to be told twice for it. */
    private static final Duration RECOVERY = Duration.ofMinutes(10);

    static BudgetWatch of(BudgetSettings settings, int version) {
        return new BudgetWatch(
                settings.budget(),
                Boolean.TRUE.equals(settings.forecast()),
                settings.burnRate(),
                new Policy(version, Duration.ZERO, RECOVERY, Settings.spanOrNull(settings.remindEvery())));
    }

    @Override
    public List<Check> checks(Instant now, Duration late) {
        List<Check> checks = new ArrayList<>();
        budget.window().at(now, late).forEach(timeframe -> checks.add(spent(timeframe)));
        if (forecasts) {
            checks.add(forecast(budget.window().present(now), now));
        }
        if (burnRate != null) {
            checks.add(burning(burnRate, now, late));
        }
        return checks;
    }

    private Check spent(Timeframe timeframe) {
        return new Check(
                SPENT,
                timeframe.period(),
                timeframe,
                cost(),
                spent -> spent,
                budget.thresholds(),
                timeframe.over() ? policy.withoutRecovery() : policy,
                NoData.OK);
    }

    /** As long as there is no forecast, 0 is one that alarms nobody. */
    private Check forecast(Timeframe timeframe, Instant now) {
        return new Check(
                FORECAST,
                timeframe.period(),
                timeframe,
                cost(),
                spent -> budget.forecast(spent, timeframe, now).orElse(BigDecimal.ZERO),
                new Thresholds(false, budget.amountUsd(), null),
                policy,
                NoData.OK);
    }

    private Check burning(BurnRate rate, Instant now, Duration late) {
        Timeframe window = new Window.Sliding(rate.length()).at(now, late).get(0);
        Timeframe period = budget.window().present(now);
        return new Check(
                BURN_RATE,
                "",
                window,
                cost(),
                spent -> budget.burnRate(spent, rate.length(), period),
                rate.thresholds(),
                policy,
                NoData.OK);
    }

    private Question cost() {
        return Question.of(Figure.COST, budget.scope());
    }

    @Override
    public Wording wording(Situation situation) {
        return new BudgetWording(budget, situation).wording();
    }
}
