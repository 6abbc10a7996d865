package io.observabilityfactory.alert.evaluation;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.alert.Fleet;
import io.observabilityfactory.alert.MailServer;
import io.observabilityfactory.alert.TestTime;
import io.observabilityfactory.alert.WebServer;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the rollups to the mailbox, with the schedule at work. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MailServer.class)
@WithTestResource(WebServer.class)
class BudgetAlertTest {

    TestDatabase database;
    MailServer mailServer;

    @Inject
    EvaluationLoop evaluation;

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
        time.reset();
    }

    @Test
    void spending_overBothLevelsOneAfterTheOther_mailsEachExactlyOnce() {
        fleet.budget("fleet");

        fleet.spend("coder", "84", time.instant());
        awaitMails("[warning] Daily budget 'fleet' at 84 %: 84.00 of 100.00 USD");
        fleet.spend("coder", "21.2", time.instant());
        awaitMails(
                "[warning] Daily budget 'fleet' at 84 %: 84.00 of 100.00 USD",
                "[critical] Daily budget 'fleet' exceeded: 105.20 of 100.00 USD");

        fleet.spend("coder", "50", time.instant());
        evaluateSeveralTimes();
        assertThat(fleet.alerts()).containsExactly("2026-03-10 warning", "2026-03-10 critical");
        assertThat(fleet.undelivered()).isZero();
        assertThat(mailServer.mailsTo(fleet.recipient())).hasSize(2);
    }

    @Test
    void spending_overBothLevelsAtOnce_mailsTheCriticalOneOnly() {
        fleet.budget("fleet");

        fleet.spend("coder", "150", time.instant());

        awaitMails("[critical] Daily budget 'fleet' exceeded: 150.00 of 100.00 USD");
        evaluateSeveralTimes();
        assertThat(fleet.alerts()).containsExactly("2026-03-10 critical");
    }

    @Test
    void spending_belowTheWarning_raisesNothing() {
        fleet.budget("fleet");

        fleet.spend("coder", "79.99", time.instant());

        evaluateSeveralTimes();
        assertThat(fleet.alerts()).isEmpty();
    }

    @Test
    void budgetOfAnAgent_ignoresOtherAgents() {
        fleet.budgetOfAgent("coder's", "coder");

        fleet.spend("analyst", "500", time.instant());
        evaluateSeveralTimes();
        assertThat(fleet.alerts()).isEmpty();

        fleet.spend("coder", "100", time.instant());
        evaluateSeveralTimes();
        assertThat(fleet.alerts()).containsExactly("2026-03-10 critical");
    }

    @Test
    void budget_ignoresTheUsageOfOtherProjects() {
        fleet.budget("fleet");

        Fleet.create(database).spend("coder", "500", time.instant());

        evaluateSeveralTimes();
        assertThat(fleet.alerts()).isEmpty();
    }

    @Test
    void budget_countsTheDayOfItsZone() {
        fleet.budgetInZone("fleet", "Asia/Tokyo");
        fleet.spend("coder", "500", time.instant().minus(Duration.ofHours(13)));

        evaluateSeveralTimes();
        assertThat(fleet.alerts())
                .as("23:34 UTC is the day before, 08:34 in Tokyo today")
                .containsExactly("2026-03-10 critical");
    }

    @Test
    void spending_ofYesterdayDoesNotCount_andTodayIsToldAnew() {
        fleet.budget("fleet");
        fleet.spend("coder", "120", time.instant());
        evaluateSeveralTimes();

        time.advance(Duration.ofDays(1));
        evaluateSeveralTimes();
        assertThat(fleet.alerts()).containsExactly("2026-03-10 critical");

        fleet.spend("coder", "90", time.instant());
        evaluateSeveralTimes();
        assertThat(fleet.alerts()).containsExactly("2026-03-10 critical", "2026-03-11 warning");
    }

    @Test
    void spending_thatBecomesKnownAfterMidnight_isToldWithItsDay() throws Exception {
        fleet.budget("fleet");
        Instant beforeMidnight = Instant.parse("2026-03-10T23:59:57Z");
        time.advance(Duration.between(time.instant(), beforeMidnight).plusMinutes(30));

        fleet.spend("coder", "105.2", beforeMidnight);

        awaitMails("[critical] Daily budget 'fleet' exceeded: 105.20 of 100.00 USD");
        assertThat(fleet.alerts()).containsExactly("2026-03-10 critical");
        MimeMultipart mail =
                (MimeMultipart) mailServer.mailsTo(fleet.recipient()).get(0).getContent();
        assertThat((String) mail.getBodyPart(0).getContent()).contains("Day:     2026-03-10 (UTC)");
    }

    @Test
    void spending_thatBecomesKnownTooLate_isNotTold() {
        fleet.budget("fleet");
        Instant yesterday = time.instant();
        time.advance(Duration.ofHours(18));

        fleet.spend("coder", "105.2", yesterday);

        evaluateSeveralTimes();
        assertThat(fleet.alerts()).isEmpty();
    }

    @Test
    void budgetMadeAfterMidnight_isNotHeldAgainstTheDayBefore() {
        long budget = fleet.budget("fleet");
        database.execute("update alert_rule set changed_at = '2026-03-11 00:10Z' where rule_id = " + budget);
        fleet.spend("coder", "105.2", time.instant());
        time.advance(Duration.between(time.instant(), Instant.parse("2026-03-11T00:30:00Z")));

        evaluateSeveralTimes();
        assertThat(fleet.alerts()).isEmpty();
    }

    @Test
    void brokenBudget_doesNotStopTheOthers() {
        fleet.budgetInZone("broken", "Middle-earth/Shire");
        fleet.budget("fleet");

        fleet.spend("coder", "100", time.instant());

        evaluateSeveralTimes();
        assertThat(fleet.alerts()).containsExactly("2026-03-10 critical");
    }

    @Test
    void concurrentEvaluations_fireOnce() {
        fleet.budget("fleet");
        fleet.spend("coder", "85", time.instant());

        IntStream.range(0, 8).parallel().forEach(evaluator -> evaluateNow());

        assertThat(fleet.alerts()).containsExactly("2026-03-10 warning");
        awaitMails("[warning] Daily budget 'fleet' at 85 %: 85.00 of 100.00 USD");
    }

    private void evaluateSeveralTimes() {
        IntStream.range(0, 3).forEach(time -> evaluateNow());
    }

    private void evaluateNow() {
        fleet.makeDue();
        evaluation.evaluateDue();
    }

    private void awaitMails(String... subjects) {
        await().untilAsserted(() ->
                assertThat(mailServer.subjectsTo(fleet.recipient())).containsExactlyElementsOf(List.of(subjects)));
    }
}
