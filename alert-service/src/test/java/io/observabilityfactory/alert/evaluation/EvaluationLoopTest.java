package io.observabilityfactory.alert.evaluation;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.alert.Fleet;
import io.observabilityfactory.alert.MailServer;
import io.observabilityfactory.alert.TestTime;
import io.observabilityfactory.alert.Unscheduled;
import io.observabilityfactory.testkit.HeldLock;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Unscheduled.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(MailServer.class)
class EvaluationLoopTest {

    TestDatabase database;

    @Inject
    EvaluationLoop loop;

    @Inject
    TestTime time;

    private Fleet fleet;

    @BeforeEach
    void createFleet() {
        fleet = Fleet.create(database);
    }

    @AfterEach
    void cleanUp() {
        fleet.removeBudgets();
    }

    @Test
    void ruleThatTakesLong_holdsUpNoOther() {
        rule("hanging", "'figure', 'metric', 'metric', 'gpu_utilization', 'window', '1h', 'critical', 1");
        try (HeldLock lock = database.lockAgainstReaders("metric_point")) {
            loop.onSchedule();
            await().until(() -> !database.query(
                            "select 1 from pg_locks where relation = 'metric_point'::regclass and not granted")
                    .isEmpty());
            fleet.budget("fleet");
            fleet.spend("coder", "120", time.instant());

            loop.onSchedule();

            await().until(() -> fleet.alerts().equals(List.of("2026-03-10 critical")));
            assertThat(evaluated("hanging")).as("while %s is held", lock).isEqualTo("f");
        }
        await().until(() -> evaluated("hanging").equals("t"));
    }

    @Test
    void ruleOfTooManyGroups_tellsOfTheWorstAndSaysSo() {
        for (int agent = 1; agent <= 30; agent++) {
            fleet.spend("agent-" + agent, Integer.toString(agent), time.instant());
        }
        rule("many", "'figure', 'cost', 'window', '1h', 'critical', 29, 'groupBy', jsonb_build_array('agent')");

        loop.evaluateDue();

        assertThat(fleet.alerts()).containsExactly(" critical", " critical");
        assertThat(database.query("select last_error from alert_rule where name = 'many'"))
                .singleElement()
                .asString()
                .contains("more than 20 groups");
    }

    @Test
    void alertThatGoesOn_showsItsPresentValueAndIsWrittenOnlyWhenThatChanges() {
        fleet.spend("coder", "30.50", time.instant());
        rule("spending", "'figure', 'cost', 'window', '1h', 'critical', 29, 'groupBy', jsonb_build_array('agent')");
        loop.evaluateDue();
        String written = alert("xmin || ' ' || value");

        evaluateAgain();
        assertThat(alert("xmin || ' ' || value")).isEqualTo(written).endsWith(" 30.50");

        fleet.spend("coder", "1.5", time.instant());
        evaluateAgain();

        assertThat(alert("value || ' ' || phase || ' ' || threshold")).isEqualTo("32.00 firing 29");
        assertThat(fleet.alerts()).containsExactly(" critical");
    }

    private void evaluateAgain() {
        fleet.makeDue();
        loop.evaluateDue();
    }

    private String alert(String columns) {
        return database.query("select " + columns + " from alert_instance where project_id = " + fleet.projectId())
                .get(0);
    }

    private String evaluated(String rule) {
        return database.query("select evaluated_at is not null from alert_rule where name = '" + rule + "'")
                .get(0);
    }

    private void rule(String name, String settings) {
        database.execute("insert into alert_rule (project_id, kind, name, settings) values (" + fleet.projectId()
                + ", 'rule', '" + name + "', jsonb_build_object('name', '" + name + "', " + settings
                + ", 'recipients', jsonb_build_array('" + fleet.recipient() + "')))");
    }
}
