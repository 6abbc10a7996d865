package io.observabilityfactory.alert.budget;

import io.observabilityfactory.alert.evaluation.BudgetState;
import io.observabilityfactory.alert.evaluation.Severity;
import java.math.BigDecimal;
import java.time.LocalDate;

/** How a budget stands on the current day of its time zone. */
record TodayView(LocalDate day, BigDecimal spentUsd, BigDecimal leftUsd, String severity) {

    private static final String IN_ORDER = "ok";

    static TodayView of(BudgetState state) {
        return new TodayView(
                state.day(),
                state.spentUsd(),
                state.leftUsd(),
                state.severity().map(Severity::code).orElse(IN_ORDER));
    }
}
