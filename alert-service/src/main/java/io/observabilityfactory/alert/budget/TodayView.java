package io.observabilityfactory.alert.budget;

import java.math.BigDecimal;

/** How a daily budget stands on the current day of its time zone. */
record TodayView(String day, BigDecimal spentUsd, BigDecimal leftUsd, String severity) {

    static TodayView of(BudgetState state) {
        return new TodayView(state.period(), state.usedUsd(), state.leftUsd(), state.severity());
    }
}
