package io.observabilityfactory.alert.evaluation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;

/** The alerts that were raised. Each is committed together with the notifications of everyone who is to be told. */
@ApplicationScoped
class Alerts {

    private static final String FIRED =
            "select severity from alert_instance where project_id = $1 and budget_id = $2 and day = $3";

    /** Evaluators take turns at a budget, so that none raises a warning while another one raises the critical alert. */
    private static final String TAKE_TURN =
            "select 1 from budget where project_id = $1 and budget_id = $2 for no key update";

    private static final String FIRE = """
            with fired as (
                insert into alert_instance (project_id, budget_id, day, severity, amount_usd, spent_usd)
                select project_id, budget_id, $3, $4, $5, $6
                from budget
                where project_id = $1 and budget_id = $2
                  and not exists (
                      select 1 from alert_instance
                      where project_id = $1 and budget_id = $2 and day = $3 and severity = 'critical')
                on conflict (budget_id, day, severity) do nothing
                returning alert_id),
            told as (
                insert into notification (project_id, alert_id, recipient)
                select project_id, alert_id, unnest(recipients)
                from fired, budget
                where project_id = $1 and budget_id = $2)
            select count(*) as fired from fired
            """;

    private final Pool database;

    Alerts(Pool database) {
        this.database = database;
    }

    Uni<Set<Severity>> fired(DailyBudget budget, BudgetState state) {
        return database.preparedQuery(FIRED)
                .execute(Tuple.of(budget.projectId(), budget.budgetId(), state.day()))
                .map(Alerts::severities);
    }

    /** Whether this call raised the alert, and not another evaluator before it. */
    Uni<Boolean> fire(DailyBudget budget, BudgetState state, Severity severity) {
        Tuple alert = Tuple.of(
                budget.projectId(),
                budget.budgetId(),
                state.day(),
                severity.code(),
                state.amountUsd(),
                state.spentUsd());
        return database.withTransaction(
                connection -> takeTurn(connection, budget).chain(() -> insert(connection, alert)));
    }

    private static Uni<RowSet<Row>> takeTurn(SqlConnection connection, DailyBudget budget) {
        return connection.preparedQuery(TAKE_TURN).execute(Tuple.of(budget.projectId(), budget.budgetId()));
    }

    private static Uni<Boolean> insert(SqlConnection connection, Tuple alert) {
        return connection
                .preparedQuery(FIRE)
                .execute(alert)
                .map(rows -> rows.iterator().next().getLong("fired") > 0);
    }

    private static Set<Severity> severities(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> Severity.ofCode(row.getString("severity")))
                .collect(Collectors.toSet());
    }
}
