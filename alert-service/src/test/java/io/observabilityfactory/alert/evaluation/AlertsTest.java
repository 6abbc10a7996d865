package io.observabilityfactory.alert.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.observabilityfactory.alert.Fleet;
import io.observabilityfactory.alert.MailServer;
import io.observabilityfactory.alert.TestTime;
import io.observabilityfactory.alert.Unscheduled;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Unscheduled.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(MailServer.class)
class AlertsTest {

    private static final BigDecimal AMOUNT = new BigDecimal(100);
    private static final BigDecimal SHARE = new BigDecimal("0.8");

    TestDatabase database;

    @Inject
    Alerts alerts;

    @Inject
    BudgetEvaluation evaluation;

    @Inject
    PrometheusMeterRegistry metrics;

    @Inject
    TestTime time;

    private Fleet fleet;
    private DailyBudget budget;

    @BeforeEach
    void createBudget() {
        fleet = Fleet.create(database);
        budget = new DailyBudget(fleet.projectId(), fleet.budget("fleet"), null, AMOUNT, SHARE, ZoneOffset.UTC);
    }

    @AfterEach
    void cleanUp() {
        fleet.removeBudgets();
    }

    @Test
    void fire_ofAWarningByAnEvaluatorThatIsLate_isNothingAfterTheCriticalAlert() {
        assertThat(fire("101", Severity.CRITICAL)).isTrue();
        assertThat(fire("99", Severity.WARNING)).isFalse();

        assertThat(fleet.alerts()).containsExactly("2026-03-10 critical");
    }

    @Test
    void fire_twice_raisesOneAlertAndTellsEachRecipientOnce() {
        assertThat(fire("81", Severity.WARNING)).isTrue();
        assertThat(fire("82", Severity.WARNING)).isFalse();

        assertThat(fleet.undelivered()).isOne();
    }

    @Test
    void fire_forABudgetRemovedMeanwhile_isNothing() {
        database.execute("delete from budget where budget_id = " + budget.budgetId());

        assertThat(fire("101", Severity.CRITICAL)).isFalse();
    }

    @Test
    void fire_forTheBudgetOfAnotherProject_isNothing() {
        DailyBudget foreign = new DailyBudget(
                Fleet.create(database).projectId(), budget.budgetId(), null, AMOUNT, SHARE, ZoneOffset.UTC);

        assertThat(alerts.fire(foreign, state("101"), Severity.CRITICAL).await().indefinitely())
                .isFalse();
    }

    @Test
    void evaluationOfABudgetThatFires_isCountedBySeverity() {
        fleet.spend("coder", "100", time.instant());
        double critical = fired("critical");
        double warning = fired("warning");

        evaluation.evaluateAll();

        assertThat(fired("critical") - critical).isOne();
        assertThat(fired("warning") - warning).isZero();
    }

    private double fired(String severity) {
        return metrics.get("observability.factory.alerts.fired")
                .tag("severity", severity)
                .counter()
                .count();
    }

    private boolean fire(String spent, Severity severity) {
        return alerts.fire(budget, state(spent), severity).await().indefinitely();
    }

    private static BudgetState state(String spent) {
        return new BudgetState(LocalDate.of(2026, 3, 10), AMOUNT, SHARE, new BigDecimal(spent));
    }
}
