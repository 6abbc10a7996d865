package io.observabilityfactory.alert.problem;

import io.observabilityfactory.database.embedded.PostgresServer;
import io.observabilityfactory.database.migration.Migrations;
import io.observabilityfactory.testkit.FreePort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A database that becomes usable step by step. */
public final class LateDatabase implements QuarkusTestResourceLifecycleManager {

    private static final String PASSWORD = "p4ssw0rd";
    private static final String ANOTHER = "4n0th3r";

    private final int port = FreePort.find();

    @Nullable
    private PostgresServer server;

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.datasource.reactive.url",
                "postgresql://localhost:" + port + "/postgres",
                "quarkus.datasource.username",
                "postgres",
                "quarkus.datasource.password",
                PASSWORD);
    }

    /** With another password than the service has. */
    void appear() {
        try {
            server = PostgresServer.start(
                    Files.createTempDirectory("late-postgres").resolve("data"), port, ANOTHER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void letIn() {
        try (Connection connection = running().database("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter role postgres password '" + PASSWORD + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void migrate() {
        Migrations.of(running().database("postgres", "postgres", PASSWORD)).migrate();
    }

    private PostgresServer running() {
        return Objects.requireNonNull(server, "it has not appeared yet");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(LateDatabase.class));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}
