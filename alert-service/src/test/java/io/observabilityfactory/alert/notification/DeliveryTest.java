package io.observabilityfactory.alert.notification;

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
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MailServer.class)
@WithTestResource(WebServer.class)
class DeliveryTest {

    TestDatabase database;
    MailServer mailServer;

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
    void mailServer_away_getsTheMailOnceWhenItIsBack() {
        mailServer.stop();
        fleet.budget("fleet");
        fleet.spend("coder", "105.2", time.instant());
        await().until(() -> fleet.undelivered() == 1 && Integer.parseInt(fleet.notification("attempts")) >= 2);
        assertThat(fleet.notification("last_error")).contains("Connection refused");

        mailServer.start();

        await().until(() -> fleet.undelivered() == 0);
        assertThat(mailServer.subjectsTo(fleet.recipient()))
                .containsExactly("[critical] Daily budget 'fleet' exceeded: 105.20 of 100.00 USD");
    }

    @Test
    void mail_ofANotificationTakenOver_hasTheSameMessageId() throws Exception {
        MimeMessage first = onlyMailOfABudget("fleet");
        fleet.everyNotification("delivered_at = null, next_attempt_at = now()");
        await().until(() -> mailServer.mailsTo(fleet.recipient()).size() == 2);

        assertThat(first.getMessageID()).matches("<[0-9a-f-]{36}@observability-factory>");
        assertThat(mailServer.mailsTo(fleet.recipient()))
                .allSatisfy(mail -> assertThat(mail.getMessageID()).isEqualTo(first.getMessageID()));
    }

    @Test
    void mail_saysWhatWasSpentByWhomAndWhen() throws Exception {
        MimeMessage mail = onlyMailOfABudget("fleet");

        assertThat(part(mail, 0))
                .contains("Daily budget 'fleet' exceeded: 120.00 of 100.00 USD")
                .contains("Project: " + fleet.name())
                .contains("Agent:   all agents of the project")
                .contains("Day:     2026-03-10 (UTC)")
                .contains("Spent:   120.00 USD (120 %)")
                .contains("Budget:  100.00 USD")
                .contains("- If the spending is right, raise the budget.");
        assertThat(MailServer.header(mail, "From")).isEqualTo("observability-factory@localhost");
    }

    @Test
    void mail_ofABudgetNamedLikeMarkup_escapesItInHtmlOnly() throws Exception {
        MimeMessage mail = onlyMailOfABudget("<b>&'");

        assertThat(part(mail, 0)).contains("'<b>&''");
        assertThat(part(mail, 1)).contains("&lt;b&gt;&amp;&#39;").doesNotContain("<b>");
    }

    private MimeMessage onlyMailOfABudget(String name) {
        fleet.budget(name);
        fleet.spend("coder", "120", time.instant());
        await().until(() -> mailServer.mailsTo(fleet.recipient()).size() == 1);
        return mailServer.mailsTo(fleet.recipient()).get(0);
    }

    private static String part(MimeMessage mail, int index) throws Exception {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(index).getContent();
    }
}
