package io.observabilityfactory.alert.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.observabilityfactory.alert.lifecycle.Severity;
import io.observabilityfactory.alert.rule.Timeframe;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a budget stands in the period under way, in a form that a program can act on.
 *
 * @param usedShare 1 is all of it
 * @param forecastUsd what will have been spent at the end of the period at the pace so far; absent while that says little
 * @param exhaustedAt when all will have been spent at that pace; absent when it lasts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BudgetState(
        String period,
        Instant periodStart,
        Instant periodEnd,
        BigDecimal usedUsd,
        BigDecimal leftUsd,
        BigDecimal overUsd,
        BigDecimal usedShare,
        String severity,
        @Nullable BigDecimal forecastUsd,
        @Nullable Instant exhaustedAt) {

    private static final String IN_ORDER = "ok";
    private static final int DECIMALS = 6;

    static BudgetState of(Budget budget, Timeframe timeframe, BigDecimal usedUsd, Instant now) {
        BigDecimal left = budget.amountUsd().subtract(usedUsd);
        return new BudgetState(
                timeframe.period(),
                timeframe.start(),
                timeframe.end(),
                usedUsd,
                left.max(BigDecimal.ZERO),
                left.negate().max(BigDecimal.ZERO),
                rounded(budget.share(usedUsd)),
                budget.thresholds().reachedBy(usedUsd).map(Severity::code).orElse(IN_ORDER),
                budget.forecast(usedUsd, timeframe, now)
                        .map(BudgetState::rounded)
                        .orElse(null),
                budget.exhaustedAt(usedUsd, timeframe, now).orElse(null));
    }

    private static BigDecimal rounded(BigDecimal value) {
        return value.setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
