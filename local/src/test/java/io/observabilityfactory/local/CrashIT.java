package io.observabilityfactory.local;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.local.service.Service;
import io.observabilityfactory.local.service.ServiceProcess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was acknowledged is there, once, whatever is killed ({@code kill -9}), cut or held up while spans stream in. */
class CrashIT {

    @RegisterExtension
    static final SharedSystem SHARED = SharedSystem.thatIsShaken();

    private final TestSystem system = SHARED.system();

    @Test
    void killedIngestService_losesNothingItAcknowledged() throws Exception {
        SpanLoad load = SpanLoad.on(system.ports());
        try (load) {
            load.awaitMoreAcknowledged();
            ServiceProcess ingest = system.processes().service(Service.INGEST);
            ingest.kill();
            ingest.startAgain();
            ingest.awaitReady();
            load.awaitMoreAcknowledged();
        }

        load.assertEverythingAcknowledgedIsThereOnce(system);
    }

    @Test
    void killedPostgres_losesNothingThatWasAcknowledged() throws Exception {
        SpanLoad load = SpanLoad.on(system.ports());
        try (load) {
            load.awaitMoreAcknowledged();
            system.processes().database().kill();
            system.processes().database().startAgain();
            load.awaitMoreAcknowledged();
        }

        load.assertEverythingAcknowledgedIsThereOnce(system);
    }

    @Test
    void cutConnectionsAndCommitsHeldUp_loseNothing() throws Exception {
        SpanLoad load = SpanLoad.on(system.ports());
        try (load) {
            for (int cut = 0; cut < 3; cut++) {
                load.awaitMoreAcknowledged();
                system.sql(
                        "select pg_terminate_backend(pid) from pg_stat_activity"
                                + " where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'");
            }
            load.awaitMoreAcknowledged();
            holdUpCommits();
            load.awaitMoreAcknowledged();
        }

        load.assertEverythingAcknowledgedIsThereOnce(system);
    }

    @Test
    void twoReplicasOneOfThemWithASingleConnection_storeEverythingOnce() throws Exception {
        LocalPorts second = LocalPorts.free();
        Map<String, String> settings =
                new HashMap<>(system.processes().database().settings());
        settings.put("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", "1");
        settings.put("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", "1");
        ServiceProcess replica = ServiceProcess.start(
                Service.INGEST, TestSystem.launcher(), SHARED.folder("second-ingest"), second, settings);
        try {
            replica.awaitReady();
            SpanLoad load = SpanLoad.on(system.ports(), second);
            try (load) {
                load.awaitMoreAcknowledged();
                replica.kill();
                replica.startAgain();
                replica.awaitReady();
                load.awaitMoreAcknowledged();
            }

            load.assertEverythingAcknowledgedIsThereOnce(system);
        } finally {
            replica.stop();
        }
    }

    /** Until every writer waits for its commit, as with a disk that hangs. */
    private void holdUpCommits() throws SQLException {
        try (Connection connection = system.processes().database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table span in share mode");
            await().until(() -> Integer.parseInt(system.sql("select count(*) from pg_stat_activity"
                                    + " where wait_event_type = 'Lock' and query like 'copy span %'")
                            .get(0))
                    >= 2);
            connection.rollback();
        }
        assertThat(system.sql("select 1")).containsExactly("1");
    }
}
