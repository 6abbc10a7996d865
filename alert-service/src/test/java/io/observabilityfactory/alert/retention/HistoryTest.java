package io.observabilityfactory.alert.retention;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ninety days before {@link TestTime} is 2025-12-10T12:34:56Z. */
@QuarkusTest
@TestProfile(Unscheduled.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(MailServer.class)
class HistoryTest {

    private static final String OLD = "2025-12-10T12:34:55Z";
    private static final String YOUNG = "2025-12-10T12:34:57Z";

    TestDatabase database;

    @Inject
    History history;

    @Inject
    TestTime time;

    private Fleet fleet;
    private long rule;

    @BeforeEach
    void createFleet() {
        time.reset();
        fleet = Fleet.create(database);
        rule = fleet.budget("fleet");
    }

    @AfterEach
    void cleanUp() {
        fleet.removeBudgets();
        database.execute("delete from notification where project_id = " + fleet.projectId());
    }

    @Test
    void alerts_goOnceTheyHaveEndedForLong() {
        alert("ended-long-ago", false, OLD);
        alert("ended-lately", false, YOUNG);
        alert("open-for-long", true, OLD);

        history.removeOld();

        assertThat(left("group_key", "alert_instance")).containsExactly("ended-lately", "open-for-long");
    }

    @Test
    void deliveries_goWithTheirAttemptsUnlessTheyAreStillDue() {
        delivery("delivered", OLD, "delivered_at");
        delivery("given-up", OLD, "gave_up_at");
        delivery("due", OLD, null);
        delivery("young", YOUNG, "delivered_at");

        history.removeOld();

        assertThat(left("recipient", "notification")).containsExactly("due", "young");
        assertThat(left("detail", "notification_attempt")).containsExactly("due", "young");
    }

    @Test
    void deliveries_outliveTheirAlert() {
        alert("ended-long-ago", false, OLD);
        delivery("young", YOUNG, "delivered_at");
        database.execute(
                "update notification set instance_id = (select instance_id from alert_instance where project_id = "
                        + fleet.projectId() + ") where project_id = " + fleet.projectId());

        history.removeOld();

        assertThat(left("group_key", "alert_instance")).isEmpty();
        assertThat(left("recipient", "notification")).containsExactly("young");
    }

    @Test
    void silences_goOnceTheyHaveEndedForLong() {
        silence("ended long ago", OLD);
        silence("ended lately", YOUNG);
        silence("lasts", "2030-01-01T00:00:00Z");

        history.removeOld();

        assertThat(left("comment", "alert_silence")).containsExactly("ended lately", "lasts");
    }

    private List<String> left(String column, String table) {
        return database.query(
                "select " + column + " from " + table + " where project_id = " + fleet.projectId() + " order by 1");
    }

    private void alert(String group, boolean open, String updatedAt) {
        database.execute("""
                insert into alert_instance (project_id, rule_id, aspect, period, group_key, labels, phase, state, open, updated_at)
                values (%d, %d, 'spent', '', '%s', '{}', '%s', '{}', %s, '%s')
                """.formatted(fleet.projectId(), rule, group, open ? "firing" : "resolved", open, updatedAt));
    }

    private void delivery(String recipient, String createdAt, String endedBy) {
        database.execute("""
                with added as (
                    insert into notification (project_id, message_id, kind, severity, channel, recipient, message, created_at)
                    values (%1$d, gen_random_uuid(), 'firing', 'critical', 'mail', '%2$s', '{}', '%3$s')
                    returning notification_id, project_id)
                insert into notification_attempt (notification_id, attempt, project_id, outcome, detail, duration_millis)
                select notification_id, 1, project_id, 'failed', '%2$s', 1 from added
                """.formatted(fleet.projectId(), recipient, createdAt));
        if (endedBy != null) {
            database.execute("update notification set " + endedBy + " = created_at where project_id = "
                    + fleet.projectId() + " and recipient = '" + recipient + "'");
        }
    }

    private void silence(String comment, String endsAt) {
        database.execute("""
                insert into alert_silence (project_id, matchers, starts_at, ends_at, comment, created_by)
                values (%d, '{agent=coder}', '2025-01-01', '%s', '%s', 'ann')
                """.formatted(fleet.projectId(), endsAt, comment));
    }
}
