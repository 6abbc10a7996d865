package io.observabilityfactory.alert.notification;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.observabilityfactory.alert.Fleet;
import io.observabilityfactory.alert.MailServer;
import io.observabilityfactory.alert.Unscheduled;
import io.observabilityfactory.alert.channel.Outcome;
import io.observabilityfactory.testkit.Patience;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Unscheduled.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(MailServer.class)
class OutboxTest {

    TestDatabase database;
    MailServer mailServer;

    @Inject
    Outbox outbox;

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
    void take_ofWhatAnotherReplicaHasTaken_isEmptyUntilItsLeaseEnds() {
        assertThat(take())
                .singleElement()
                .extracting(PendingNotification::attempt)
                .isEqualTo(1);
        assertThat(take()).isEmpty();

        fleet.everyNotification("next_attempt_at = now()");
        assertThat(take())
                .singleElement()
                .extracting(PendingNotification::attempt)
                .isEqualTo(2);
    }

    @Test
    void failed_byAReplicaThatLostItsLease_leavesTheNewLeaseAlone() {
        PendingNotification lost = take().get(0);
        fleet.everyNotification("next_attempt_at = now()");
        take();

        outbox.failed(attempt(lost, new Outcome.Failed("too late", Optional.empty())), Duration.ZERO)
                .await()
                .indefinitely();

        assertThat(take()).isEmpty();
        assertThat(fleet.notification("last_error")).isNull();
    }

    @Test
    void delivered_isNeverTakenAgain() {
        outbox.delivered(attempt(take().get(0), new Outcome.Delivered("taken")))
                .await()
                .indefinitely();
        fleet.everyNotification("next_attempt_at = now()");

        assertThat(take()).isEmpty();
    }

    @Test
    void postponed_isNoAttemptAndKeepsTheReason() {
        PendingNotification failed = take().get(0);
        outbox.failed(attempt(failed, new Outcome.Failed("the reason", Optional.empty())), Duration.ZERO)
                .await()
                .indefinitely();
        outbox.postponed(attempt(take().get(0), new Outcome.Postponed("later", Duration.ZERO)), Duration.ZERO)
                .await()
                .indefinitely();

        assertThat(fleet.notification("attempts || ' ' || last_error")).isEqualTo("1 the reason");
        assertThat(database.query("select outcome from notification_attempt join notification using (notification_id)"
                        + " where recipient = '" + fleet.recipient() + "'"))
                .containsExactly("failed");
    }

    @Test
    void onSchedule_withMoreThanABatch_deliversAllAndAnUnusableAddressStopsNone() {
        long budget = fleet.budget("second");
        fleet.notify(budget, "not an address");
        for (int recipient = 0; recipient < 25; recipient++) {
            fleet.notify(budget, recipient + fleet.recipient());
        }

        double delivered = attempts("delivered");
        double failed = attempts("failed");
        dispatcher.onSchedule();
        await().until(() -> fleet.undelivered() == 1 && dispatcher.awaitIdle(Patience.A_WHILE));

        assertThat(fleet.undelivered()).isOne();
        assertThat(database.query("select recipient from notification where last_error is not null"))
                .containsExactly("not an address");
        assertThat(mailServer.mailsTo(24 + fleet.recipient())).hasSize(1);
        assertThat(attempts("delivered") - delivered).isEqualTo(26);
        assertThat(database.query("select attempts from notification where delivered_at is null"))
                .as("a slow run may try the unusable one more than once")
                .containsExactly(Integer.toString((int) (attempts("failed") - failed)));
    }

    private static Attempt attempt(PendingNotification notification, Outcome outcome) {
        return new Attempt(notification, outcome, Duration.ofMillis(5));
    }

    private double attempts(String outcome) {
        return metrics.get("observability.factory.notification.attempts")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private List<PendingNotification> take() {
        return outbox.take(10, List.of()).await().indefinitely();
    }
}
