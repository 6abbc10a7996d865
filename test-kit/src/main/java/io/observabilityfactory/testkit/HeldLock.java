package io.observabilityfactory.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The lock of a table, until it is closed. */
public final class HeldLock implements AutoCloseable {

    private final Connection connection;
    private final String table;

    private HeldLock(Connection connection, String table) {
        this.connection = connection;
        this.table = table;
    }

    /** @param mode as PostgreSQL calls it, {@code exclusive} */
    public static HeldLock of(DataSource database, String table, String mode) {
        try {
            Connection connection = database.getConnection();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("lock table " + table + " in " + mode + " mode");
            }
            return new HeldLock(connection, table);
        } catch (SQLException e) {
            throw new IllegalStateException(table, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(table, e);
        }
    }

    @Override
    public String toString() {
        return "the lock of " + table;
    }
}
