package io.observabilityfactory.bench.measure;

import io.observabilityfactory.bench.BenchException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What the database holds of the load. */
public final class SpanRows {

    private final DataSource database;

    public SpanRows(DataSource database) {
        this.database = database;
    }

    /** @param servicePrefix whose spans are counted; the system may store spans of its own */
    public long stored(String servicePrefix) {
        return Long.parseLong(one("select count(*) from span where service like '" + servicePrefix + "%'"));
    }

    /** Spans per transaction, over all. */
    public double perCommit() {
        return Double.parseDouble(
                one("select coalesce(avg(stored), 0) from ingest_batch where stored > 0 and signal = 'traces'"));
    }

    /** The mean length of attributes as JSON, over some of the rows. */
    public long attributeBytes() {
        return Long.parseLong(one("select coalesce(avg(octet_length(attributes::text)), 0)::bigint"
                + " from (select attributes from span limit 10000) as sample"));
    }

    /** Whether a query finds nothing. */
    public boolean isNone(String sql) {
        return texts(sql).isEmpty();
    }

    public String serverVersion() {
        return one("show server_version");
    }

    private String one(String sql) {
        return texts(sql).get(0);
    }

    List<String> texts(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new BenchException(sql + " failed: " + e.getMessage(), e);
        }
    }

    void execute(String... statements) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new BenchException(String.join("; ", statements) + " failed: " + e.getMessage(), e);
        }
    }

    Connection connect() throws SQLException {
        return database.getConnection();
    }
}
