package io.observabilityfactory.local;

import io.observabilityfactory.database.embedded.PasswordFile;
import io.observabilityfactory.database.embedded.PostgresServer;
import io.observabilityfactory.database.migration.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The system's database on an embedded server, created and migrated when it starts. It belongs to a role of its own, which
 * the services use; the passwords are in files beside the server's folder.
 */
public final class LocalDatabase implements AutoCloseable {

    /** The database, and the role that owns it. */
    private static final String NAME = "observability";

    private final String password;
    private PostgresServer server;

    private LocalDatabase(PostgresServer server, String password) {
        this.server = server;
        this.password = password;
    }

    public static LocalDatabase start(Path folder, int port) {
        Path superuserPassword = folder.resolveSibling("postgres.password");
        if (Files.exists(folder.resolve("PG_VERSION")) && Files.notExists(superuserPassword)) {
            throw new LocalException("The database in " + folder + " has no password file " + superuserPassword
                    + ": it is of an earlier version, or the file is lost.\n"
                    + "Move that folder away, or use another one with --data");
        }
        String password = PasswordFile.readOrCreate(folder.resolveSibling(NAME + ".password"));
        PostgresServer server = PostgresServer.start(folder, port, PasswordFile.readOrCreate(superuserPassword));
        LocalDatabase database = new LocalDatabase(server, password);
        try {
            database.create();
            Migrations.of(database.dataSource()).migrate();
            return database;
        } catch (SQLException e) {
            server.close();
            throw new LocalException("the database in " + folder + " cannot be created: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void create() throws SQLException {
        try (Connection connection = server.database("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            if (isMissing(statement, "select 1 from pg_roles where rolname = '" + NAME + "'")) {
                statement.execute("create role " + NAME + " login");
            }
            statement.execute("alter role " + NAME + " password '" + password + "'");
            if (isMissing(statement, "select 1 from pg_database where datname = '" + NAME + "'")) {
                statement.execute("create database " + NAME + " owner " + NAME);
            }
        }
    }

    private static boolean isMissing(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
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
        server = PostgresServer.start(server.dataFolder(), server.port(), server.password());
    }

    /** As its owner, like the services. */
    public DataSource dataSource() {
        return server.database(NAME, NAME, password);
    }

    /** As the server's superuser, for whoever measures or examines it. */
    public DataSource administration() {
        return server.database(NAME);
    }

    /** How the services reach it. */
    Map<String, String> settings() {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://localhost:" + server.port() + "/" + NAME,
                "QUARKUS_DATASOURCE_USERNAME", NAME,
                "QUARKUS_DATASOURCE_PASSWORD", password);
    }

    @Override
    public void close() {
        server.close();
    }
}
