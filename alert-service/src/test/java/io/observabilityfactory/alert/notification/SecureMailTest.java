package io.observabilityfactory.alert.notification;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.alert.Fleet;
import io.observabilityfactory.alert.Unscheduled;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Unscheduled.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(SecureMailServer.class)
class SecureMailTest {

    TestDatabase database;
    SecureMailServer mailServer;

    @Inject
    Dispatcher dispatcher;

    @Test
    void mail_isSentOverTlsWithThePassword() {
        Fleet fleet = Fleet.create(database);
        fleet.notify(fleet.budget("fleet"), fleet.recipient());

        dispatcher.onSchedule();

        await().until(() -> fleet.undelivered() == 0);
        assertThat(mailServer.mails()).isOne();
        assertThat(database.query("select outcome from notification_attempt")).containsExactly("delivered");
    }
}
