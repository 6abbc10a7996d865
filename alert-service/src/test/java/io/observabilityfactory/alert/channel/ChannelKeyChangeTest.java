package io.observabilityfactory.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.alert.AlertConfig;
import io.observabilityfactory.alert.Fleet;
import io.observabilityfactory.alert.MailServer;
import io.observabilityfactory.alert.Unscheduled;
import io.observabilityfactory.service.secret.SecretBox;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Unscheduled.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(MailServer.class)
class ChannelKeyChangeTest {

    private static final String OLD = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String NEW = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

    TestDatabase database;

    @Inject
    Pool pool;

    @Inject
    AlertConfig config;

    @AfterEach
    void cleanUp() {
        database.execute("delete from alert_channel");
    }

    @Test
    void secretsOfThePreviousKey_areReadableWithTheNewOneAlone() {
        int project = Fleet.create(database).projectId();
        String place = Channels.place(project, ChannelType.SLACK);
        SecretBox before = box(OLD);
        store(project, "old", before.close("of old", place));
        store(project, "damaged", new byte[40]);

        new ChannelKeyChange(pool, box(NEW, OLD), config).onSchedule();

        assertThat(box(NEW).open(stored("old"), place)).isEqualTo("of old");
        assertThat(stored("damaged")).as("left as it is").isEqualTo(new byte[40]);
    }

    private static SecretBox box(String key, String... previous) {
        return new SecretBox("secret-key", Optional.of(key), List.of(previous));
    }

    private void store(int project, String name, byte[] secrets) {
        database.execute("insert into alert_channel (project_id, name, type, settings, secrets) values (" + project
                + ", '" + name + "', 'slack', '{}', '\\x" + HexFormat.of().formatHex(secrets) + "')");
    }

    private byte[] stored(String name) {
        return HexFormat.of()
                .parseHex(database.query("select encode(secrets, 'hex') from alert_channel where name = '" + name + "'")
                        .get(0));
    }
}
