package io.observabilityfactory.testkit;

import io.observabilityfactory.database.embedded.PasswordFile;
import io.observabilityfactory.database.embedded.PostgresServer;
import io.observabilityfactory.database.migration.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A migrated database of its own on the one PostgreSQL server that all tests of a JVM share. */
public final class TestDatabase {

    private static final String TEMPLATE = "migrated";
    private static final AtomicInteger CREATED = new AtomicInteger();

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    public static TestDatabase create() {
        String name = "test_" + CREATED.incrementAndGet();
        execute(Server.RUNNING.database("postgres"), "create database " + name + " template " + TEMPLATE);
        return new TestDatabase(name);
    }

    /** The same database for code that uses JDBC. */
    public DataSource dataSource() {
        return Server.RUNNING.database(name);
    }

    /** The URL the reactive client understands. */
    public String reactiveUrl() {
        return "postgresql://localhost:" + Server.RUNNING.port() + "/" + name;
    }

    public String user() {
        return "postgres";
    }

    public String password() {
        return Server.RUNNING.password();
    }

    /** Runs statements, none of which has to return anything. */
    public void execute(String sql) {
        execute(Server.RUNNING.database(name), sql);
    }

    /** The first column of all rows as text. */
    public List<String> query(String sql) {
        try (Connection connection = Server.RUNNING.database(name).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Keeps everybody else from writing to a table until the lock is closed. */
    public HeldLock lock(String table) {
        return HeldLock.of(dataSource(), table, "exclusive");
    }

    /** Keeps everybody else from reading a table, too. */
    public HeldLock lockAgainstReaders(String table) {
        return HeldLock.of(dataSource(), table, "access exclusive");
    }

    private static void execute(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Starts with the first database and ends with the JVM. */
    private static final class Server {

        static final PostgresServer RUNNING = start();

        private static PostgresServer start() {
            try {
                PostgresServer server = PostgresServer.start(
                        Files.createTempDirectory("test-postgres").resolve("data"), 0, PasswordFile.random());
                Runtime.getRuntime().addShutdownHook(new Thread(server::close));
                execute(server.database("postgres"), "create database " + TEMPLATE);
                Migrations.of(server.database(TEMPLATE)).migrate();
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
