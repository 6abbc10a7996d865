package io.observabilityfactory.alert.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several evaluators on one database, some of which die or are late. */
@QuarkusTest
@TestProfile(Unscheduled.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(MailServer.class)
class ReplicasTest {

    TestDatabase database;

    @Inject
    RuleClaims claims;

    @Inject
    Evaluator evaluator;

    @Inject
    EvaluationLoop loop;

    @Inject
    TestTime time;

    private Fleet fleet;
    private long budget;

    @BeforeEach
    void crossABudget() {
        fleet = Fleet.create(database);
        budget = fleet.budget("fleet");
        fleet.spend("coder", "120", time.instant());
    }

    @AfterEach
    void cleanUp() {
        fleet.removeBudgets();
    }

    @Test
    void ruleOfAReplicaThatDied_isEvaluatedByAnotherWhenTheLeaseEnds() {
        take();

        loop.evaluateDue();
        assertThat(fleet.alerts()).isEmpty();
        assertThat(Double.parseDouble(
                        database.query("select extract(epoch from next_evaluation_at - now()) from alert_rule"
                                        + " where rule_id = " + budget)
                                .get(0)))
                .as("seconds until somebody takes over")
                .isBetween(0.0, 15.0);
        fleet.makeDue();
        loop.evaluateDue();

        assertThat(fleet.alerts()).containsExactly("2026-03-10 critical");
    }

    @Test
    void replicaThatWasTakenForDead_commitsNothing() {
        ClaimedRule late = take();
        fleet.makeDue();
        loop.evaluateDue();

        assertThat(evaluator.evaluate(late)).isZero();

        assertThat(fleet.alerts()).containsExactly("2026-03-10 critical");
    }

    @Test
    void replicaThatIsOvertakenBeforeTheOtherCommits_leavesItToTheOther() {
        ClaimedRule late = take();
        fleet.makeDue();
        ClaimedRule present = take();

        assertThat(evaluator.evaluate(late)).isZero();
        assertThat(fleet.alerts()).isEmpty();
        assertThat(evaluator.evaluate(present)).isOne();
        assertThat(fleet.alerts()).containsExactly("2026-03-10 critical");
    }

    @Test
    void evaluationByOldSettings_isNotCommitted() {
        ClaimedRule taken = take();
        database.execute("update alert_rule set version = version + 1 where rule_id = " + budget);

        assertThat(evaluator.evaluate(taken)).isZero();
        assertThat(fleet.alerts()).isEmpty();
    }

    @Test
    void ruleThatIsRemovedMeanwhile_tellsNothing() {
        ClaimedRule taken = take();
        database.execute("delete from alert_rule where rule_id = " + budget);

        assertThat(evaluator.evaluate(taken)).isZero();
        assertThat(fleet.alerts()).isEmpty();
    }

    @Test
    void manyEvaluatorsAtOnce_tellOnce() {
        IntStream.range(0, 40).parallel().forEach(evaluation -> {
            fleet.makeDue();
            loop.evaluateDue();
        });

        assertThat(fleet.alerts()).containsExactly("2026-03-10 critical");
    }

    @Test
    void statesOfAnAlert_areReadBackAsTheyWereWritten() {
        loop.evaluateDue();
        database.execute("update alert_rule set settings = settings || '{\"amountUsd\": 1000}', version = version + 1,"
                + " next_evaluation_at = now() where rule_id = " + budget);
        loop.evaluateDue();
        fleet.makeDue();
        loop.evaluateDue();

        assertThat(fleet.alerts()).containsExactly("2026-03-10 critical", "2026-03-10 resolved");
        assertThat(database.query("select phase from alert_instance where rule_id = " + budget))
                .containsExactly("resolved");
    }

    private ClaimedRule take() {
        List<ClaimedRule> taken = claims.take(100).await().indefinitely();
        return taken.stream()
                .filter(rule -> rule.ruleId() == budget)
                .findFirst()
                .orElseThrow();
    }
}
