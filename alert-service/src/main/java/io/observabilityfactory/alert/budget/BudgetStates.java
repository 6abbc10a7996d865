package io.observabilityfactory.alert.budget;

import io.observabilityfactory.alert.figure.Figures;
import io.observabilityfactory.alert.rule.Figure;
import io.observabilityfactory.alert.rule.Group;
import io.observabilityfactory.alert.rule.Question;
import io.observabilityfactory.alert.rule.Timeframe;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Reads how budgets stand now: from the rollups, so that it is as fresh as they are. */
@ApplicationScoped
class BudgetStates {

    private final Figures figures;
    private final InstantSource time;

    BudgetStates(Figures figures, InstantSource time) {
        this.figures = figures;
        this.time = time;
    }

    Uni<BudgetState> of(int projectId, BudgetSettings settings) {
        Budget budget = settings.budget();
        Instant now = time.instant();
        Timeframe timeframe = budget.window().present(now);
        return figures.answer(projectId, Question.of(Figure.COST, budget.scope()), timeframe)
                .map(answer -> answer.figures()
                        .getOrDefault(Group.ALL, Optional.empty())
                        .orElse(BigDecimal.ZERO))
                .map(used -> BudgetState.of(budget, timeframe, used, now));
    }
}
