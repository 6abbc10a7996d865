package io.observabilityfactory.alert.evaluation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** Reads from the rollups what a budget has spent. */
@ApplicationScoped
public class Spending {

    private static final String SPENT = """
            select coalesce(sum(cost_usd), 0) as spent_usd
            from usage_between($1, $2, $3)
            where $4::text is null or agent = $4
            """;

    private final Pool database;
    private final InstantSource time;

    Spending(Pool database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    public Uni<BudgetState> today(DailyBudget budget) {
        return on(Day.of(time.instant(), budget.zone()), budget);
    }

    Uni<BudgetState> on(Day day, DailyBudget budget) {
        return database.preparedQuery(SPENT)
                .execute(Tuple.of(budget.projectId(), day.start(), day.end(), budget.agent()))
                .map(rows -> state(budget, day, rows));
    }

    private static BudgetState state(DailyBudget budget, Day day, RowSet<Row> rows) {
        return new BudgetState(
                day.date(),
                budget.amountUsd(),
                budget.warningShare(),
                rows.iterator().next().getBigDecimal("spent_usd"));
    }
}
