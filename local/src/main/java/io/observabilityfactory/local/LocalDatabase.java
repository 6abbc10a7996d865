package io.observabilityfactory.local;

import io.observabilityfactory.database.embedded.PostgresServer;
import io.observabilityfactory.database.migration.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;

/** The system's database on an embedded server, created and migrated when it starts. */
public final class LocalDatabase implements AutoCloseable {

    private static final String NAME = "observability";

    private PostgresServer server;

    private LocalDatabase(PostgresServer server) {
        this.server = server;
    }

    public static LocalDatabase start(Path folder, int port) {
        PostgresServer server = PostgresServer.start(folder, port);
        try {
            createDatabase(server.database("postgres"));
        } catch (SQLException e) {
            server.close();
            throw new LocalException("the database in " + folder + " cannot be created: " + e.getMessage(), e);
        }
        Migrations.of(server.database(NAME)).migrate();
        return new LocalDatabase(server);
    }

    private static void createDatabase(DataSource postgres) throws SQLException {
        try (Connection connection = postgres.getConnection();
                Statement statement = connection.createStatement();
                ResultSet existing =
                        statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
            if (!existing.next()) {
                statement.execute("create database " + NAME);
            }
        }
    }

    /** Ends the server at once, as a crash does ({@code kill -9}). */
    public void kill() {
        try {
            ProcessHandle postmaster =
                    PostgresServer.postmaster(server.dataFolder()).orElseThrow();
            postmaster.destroyForcibly();
            postmaster.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.close();
    }

    /** Starts it anew on the same data after it was killed. */
    public void startAgain() {
        server = PostgresServer.start(server.dataFolder(), server.port());
    }

    public DataSource dataSource() {
        return server.database(NAME);
    }

    /** How the services reach it; the server trusts whoever connects from this machine. */
    Map<String, String> settings() {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://localhost:" + server.port() + "/" + NAME,
                "QUARKUS_DATASOURCE_USERNAME", "postgres",
                "QUARKUS_DATASOURCE_PASSWORD", "local");
    }

    @Override
    public void close() {
        server.close();
    }
}
