package io.observabilityfactory.alert.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.observabilityfactory.alert.FewAttempts;
import io.observabilityfactory.alert.Fleet;
import io.observabilityfactory.testkit.Patience;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(FewAttempts.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(StartTlsMailServer.class)
class GivenUpTest {

    TestDatabase database;
    StartTlsMailServer mailServer;

    @Inject
    Dispatcher dispatcher;

    @Inject
    PrometheusMeterRegistry metrics;

    private Fleet fleet;

    @BeforeEach
    void createNotification() {
        fleet = Fleet.create(database);
        fleet.notify(fleet.budget("fleet"), fleet.recipient());
    }

    @AfterEach
    void cleanUp() {
        fleet.removeBudgets();
    }

    @Test
    void mail_leavesEncryptedByStartTlsAndTrustsTheAuthorityThatItIsTold() {
        mailServer.answerRecipients("250 fine");
        int before = mailServer.mails();

        attemptAgain();

        assertThat(fleet.undelivered()).isZero();
        assertThat(mailServer.mails() - before).isOne();
    }

    @Test
    void notification_refusedForGood_isGivenUpVisibly() {
        mailServer.answerRecipients("550 no such user");
        double before = givenUp();

        attemptAgain();
        assertThat(fleet.notification("gave_up_at")).isNull();
        attemptAgain();
        assertThat(fleet.notification("gave_up_at")).isNotNull();
        attemptAgain();

        assertThat(fleet.notification("attempts")).isEqualTo("2");
        assertThat(fleet.notification("last_error")).contains("550 no such user");
        assertThat(givenUp() - before).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"451 try again", "535 who are you"})
    void notification_thatMayStillBeTaken_isTriedUntilTheLastAttempt(String answer) {
        mailServer.answerRecipients(answer);

        for (int attempt = 1; attempt < 4; attempt++) {
            attemptAgain();
        }
        assertThat(fleet.notification("gave_up_at")).isNull();
        attemptAgain();

        assertThat(fleet.notification("gave_up_at")).isNotNull();
        assertThat(fleet.notification("attempts")).isEqualTo("4");
    }

    private void attemptAgain() {
        fleet.everyNotification("next_attempt_at = now()");
        dispatcher.onSchedule();
        assertThat(dispatcher.awaitIdle(Patience.A_WHILE)).isTrue();
    }

    private double givenUp() {
        return metrics.get("observability.factory.notifications.given.up")
                .counter()
                .count();
    }
}
