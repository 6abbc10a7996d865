package io.observabilityfactory.alert.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.observabilityfactory.alert.rule.StoredRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A budget as the API shows it: as it was posted, with its id and how it stands.
 *
 * @param today the same as {@code state}, of daily budgets
 * @param lastError why its evaluation fails, while it does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BudgetView(
        long id,
        @JsonUnwrapped BudgetSettings settings,
        Instant createdAt,
        @Nullable Instant evaluatedAt,
        @Nullable String lastError,
        @Nullable BudgetState state,
        @Nullable TodayView today) {

    private static final String DAY = "day";

    static BudgetView of(StoredRule<BudgetSettings> budget, @Nullable BudgetState state) {
        boolean daily = DAY.equals(budget.settings().period());
        return new BudgetView(
                budget.id(),
                budget.settings(),
                budget.createdAt(),
                budget.evaluatedAt(),
                budget.lastError(),
                state,
                daily && state != null ? TodayView.of(state) : null);
    }
}
