package io.observabilityfactory.bench.alert;

import io.observabilityfactory.bench.BenchException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/** Usage of many agents in the rollups, as cost-service would have written it, and what their rule's evaluation leaves behind. */
public final class Groups {

    /** For each agent a row in each of the last fifteen minutes, with calls in a dozen latency buckets, which are others each minute. */
    private static final String USAGE = """
            insert into usage_%1$s (project_id, bucket_start, agent, span_type, provider, model, service, environment, calls, errors,
                timeouts, duration_nanos, input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens,
                audio_input_tokens, audio_output_tokens, cost_usd, unpriced_tokens, latency_counts)
            select (select project_id from project where name = 'default'), minute, 'agent-' || number, 'agent', '', '', 'bench', '',
                   12, 1, 0, 12e9, 0, 0, 0, 0, 0, 0, 0, 0.01, 0,
                   array_fill(1, array [12], array [71 + (number + extract(minute from minute)::integer) %% 20])
            from generate_series(1, %2$d) number,
                 generate_series(date_trunc('%1$s', now() - interval '%3$s'), now() + interval '%4$s', interval '1 %1$s') minute
            on conflict do nothing
            """;

    private final DataSource database;

    public Groups(DataSource database) {
        this.database = database;
    }

    public void store(int groups, int minutes) {
        execute(USAGE.formatted("minute", groups, "15 minutes", minutes + " minutes"));
        execute(USAGE.formatted("hour", groups, "15 minutes", minutes + " minutes"));
        execute("analyze usage_minute");
        execute("analyze usage_hour");
    }

    /** When the rule was evaluated last; empty before the first time. Fails when its evaluation does. */
    public Optional<String> evaluatedAt(String rule) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select evaluated_at::text, last_error from alert_rule where name = '" + rule + "'")) {
            row.next();
            if (row.getString(2) != null) {
                throw new BenchException("the rule cannot be evaluated: " + row.getString(2));
            }
            return Optional.ofNullable(row.getString(1));
        } catch (SQLException e) {
            throw new BenchException("the database does not answer: " + e, e);
        }
    }

    public long firing() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from alert_instance where phase = 'firing'")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new BenchException("the database does not answer: " + e, e);
        }
    }

    public void removeRule(String rule) {
        execute("delete from alert_rule where name = '" + rule + "'");
    }

    private void execute(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new BenchException("the database refuses: " + e, e);
        }
    }
}
