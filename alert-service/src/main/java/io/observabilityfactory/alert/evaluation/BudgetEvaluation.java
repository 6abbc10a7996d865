package io.observabilityfactory.alert.evaluation;

import io.observabilityfactory.alert.AlertConfig;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks at the spending of all budgets of all projects, one after the other, and raises the alerts that are due. */
@ApplicationScoped
class BudgetEvaluation {

    private static final Logger LOG = Logger.getLogger(BudgetEvaluation.class);

    private static final String BUDGETS =
            "select project_id, budget_id, agent, amount_usd, warning_share, time_zone, created_at from budget"
                    + " order by budget_id";

    private final Pool database;
    private final Spending spending;
    private final Alerts alerts;
    private final EvaluationMetrics metrics;
    private final Event<AlertsFired> alertsFired;
    private final AlertConfig config;
    private final InstantSource time;

    BudgetEvaluation(
            Pool database,
            Spending spending,
            Alerts alerts,
            EvaluationMetrics metrics,
            Event<AlertsFired> alertsFired,
            AlertConfig config,
            InstantSource time) {
        this.database = database;
        this.spending = spending;
        this.alerts = alerts;
        this.metrics = metrics;
        this.alertsFired = alertsFired;
        this.config = config;
        this.time = time;
    }

    @Scheduled(
            every = "${observability-factory.alert.evaluation-interval}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onSchedule() {
        try {
            evaluateAll();
        } catch (RuntimeException e) {
            metrics.failed();
            LOG.warnf("The budgets could not be read and are not evaluated this time: %s", e);
            LOG.debug("Cause", e);
        }
    }

    void evaluateAll() {
        long fired = await(database.query(BUDGETS).execute()).stream()
                .filter(this::evaluate)
                .count();
        if (fired > 0) {
            alertsFired.fireAsync(new AlertsFired(fired));
        }
    }

    /** Whether it raised an alert. A budget that cannot be evaluated keeps none of the others waiting. */
    private boolean evaluate(Row row) {
        try {
            boolean fired = evaluate(
                    DailyBudget.from(row), row.getOffsetDateTime("created_at").toInstant());
            metrics.evaluated();
            return fired;
        } catch (RuntimeException e) {
            metrics.failed();
            LOG.warnf("Budget %d could not be evaluated: %s", row.getLong("budget_id"), e);
            LOG.debug("Cause", e);
            return false;
        }
    }

    /** The day before is looked at for a while too, as spending becomes known after it; not for a budget of today. */
    private boolean evaluate(DailyBudget budget, Instant created) {
        boolean fired = false;
        for (Day day : Day.upTo(time.instant(), config.lateSpending(), budget.zone())) {
            if (day.end().toInstant().isAfter(created)) {
                fired |= evaluate(budget, day);
            }
        }
        return fired;
    }

    private boolean evaluate(DailyBudget budget, Day day) {
        BudgetState state = await(spending.on(day, budget));
        Optional<Severity> reached = state.newlyReached(await(alerts.fired(budget, state)));
        return reached.isPresent() && fire(budget, state, reached.get());
    }

    private boolean fire(DailyBudget budget, BudgetState state, Severity severity) {
        boolean fired = await(alerts.fire(budget, state, severity));
        if (fired) {
            metrics.fired(severity);
            LOG.infof(
                    "Budget %d is %s: %s of %s USD spent on %s",
                    budget.budgetId(), severity.code(), state.spentUsd(), state.amountUsd(), state.day());
        }
        return fired;
    }

    private <T> T await(Uni<T> answer) {
        return answer.await().atMost(config.databaseTimeout());
    }
}
