package io.observabilityfactory.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        postmaster.onExit().get(10, TimeUnit.SECONDS);
        killed.close();

        try (PostgresServer server = PostgresServer.start(folder.resolve("data"), killed.port())) {
            assertThat(answer(server)).isEqualTo(42);
        }
    }

    private static void run(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.database("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int answer(PostgresServer server) throws SQLException {
        try (Connection connection = server.database("postgres").getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select answer from kept")) {
            result.next();
            return result.getInt(1);
        }
    }
}
