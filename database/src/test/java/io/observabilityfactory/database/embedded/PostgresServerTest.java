package io.observabilityfactory.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresServerTest {

    @TempDir
    Path folder;

    @Test
    void start_findsItsDataAgain() throws SQLException {
        try (PostgresServer server = PostgresServer.start(folder.resolve("data"), 0)) {
            run(server, "create table kept as select 42 as answer");
        }
        try (PostgresServer server = PostgresServer.start(folder.resolve("data"), 0)) {
            assertThat(answer(server)).isEqualTo(42);
        }
    }

    @Test
    void start_recoversWhatWasCommittedBeforeTheServerWasKilled() throws Exception {
        PostgresServer killed = PostgresServer.start(folder.resolve("data"), 0);
        run(killed, "create table kept as select 42 as answer");
        ProcessHandle postmaster =
                PostgresServer.postmaster(killed.dataFolder()).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().get(1, TimeUnit.MINUTES);
        killed.close();

        try (PostgresServer server = PostgresServer.start(folder.resolve("data"), killed.port())) {
            assertThat(answer(server)).isEqualTo(42);
        }
    }

    @Test
    void start_asksEveryoneForThePassword() throws SQLException {
        try (PostgresServer server = PostgresServer.start(folder.resolve("data"), 0, PasswordFile.random())) {
            DataSource stranger = server.database("postgres", "postgres", "postgres");

            assertThatThrownBy(() -> stranger.getConnection().close()).hasMessageContaining("password authentication");
            assertThat(first(server, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"))
                    .isZero();
        }
    }

    @Test
    void start_leavesNothingRunningWhenItIsInterrupted() throws Exception {
        Path data = folder.resolve("data");
        Thread starting = new Thread(() -> PostgresServer.start(data, 0));
        starting.setUncaughtExceptionHandler((thread, expected) -> {});
        starting.start();
        while (Files.notExists(data.resolve("postmaster.pid")) && starting.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }

        starting.interrupt();
        starting.join(120_000);

        assertThat(PostgresServer.postmaster(data)).isEmpty();
        try (PostgresServer server = PostgresServer.start(data, 0)) {
            assertThat(first(server, "select 1")).isEqualTo(1);
        }
    }

    @Test
    void stopLeftOver_shutsDownTheServerOfAProcessThatIsGone() throws IOException {
        Path data = folder.resolve("data");
        try (PostgresServer server = PostgresServer.start(data, 0)) {
            long postmaster = PostgresServer.postmaster(data).orElseThrow().pid();

            assertThat(PostgresServer.stopLeftOver(data)).contains(postmaster);
            assertThat(PostgresServer.stopLeftOver(server.dataFolder())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "half a line", "999999999\n"})
    void postmaster_isAbsentWhenItsPidFileTellsOfNone(String content) throws IOException {
        Files.writeString(folder.resolve("postmaster.pid"), content);

        assertThat(PostgresServer.postmaster(folder)).isEmpty();
    }

    @Test
    void postmaster_isNotAnotherProgramThatGotItsPid() throws IOException {
        Files.writeString(
                folder.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n");

        assertThat(PostgresServer.postmaster(folder)).isEmpty();
    }

    private static void run(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.database("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int answer(PostgresServer server) throws SQLException {
        return first(server, "select answer from kept");
    }

    private static int first(PostgresServer server, String query) throws SQLException {
        try (Connection connection = server.database("postgres").getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }
}
