package io.observabilityfactory.alert.problem;

import io.observabilityfactory.database.embedded.PostgresServer;
import io.observabilityfactory.database.migration.Migrations;
import io.observabilityfactory.testkit.FreePort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database that is not there until the test lets it appear. */
public final class LateDatabase implements QuarkusTestResourceLifecycleManager {

    private final int port = FreePort.find();

    @Nullable
    private PostgresServer server;

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.datasource.reactive.url", "postgresql://localhost:" + port + "/postgres",
                "quarkus.datasource.username", "postgres",
                "quarkus.datasource.password", "postgres");
    }

    void appear() {
        try {
            server = PostgresServer.start(
                    Files.createTempDirectory("late-postgres").resolve("data"), port);
            Migrations.of(server.database("postgres")).migrate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
