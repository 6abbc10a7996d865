package io.observabilityfactory.database.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.database.embedded.PasswordFile;
import io.observabilityfactory.database.embedded.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Budgets and messages that wait survive the change of their tables in V14. */
class AlertMigrationTest {

    private static final String BEFORE = """
            insert into budget (project_id, name, agent, amount_usd, warning_share, time_zone, recipients)
            values (1, 'gone', null, 5, 0.5, 'UTC', '{x@example.org}'),
                   (1, 'it''s mine', 'coder', 100.50, 0.8, 'Europe/Berlin', '{a@example.org,b@example.org}');
            delete from budget where name = 'gone';
            insert into alert_instance (project_id, budget_id, day, severity, amount_usd, spent_usd)
            select 1, budget_id, '2026-03-10', 'critical', 100.50, 120 from budget;
            insert into notification (project_id, alert_id, recipient, delivered_at)
            select 1, alert_id, 'a@example.org', now() from alert_instance;
            insert into notification (project_id, alert_id, recipient) select 1, alert_id, 'b@example.org' from alert_instance
            """;

    @TempDir
    Path folder;

    @Test
    void migrate_keepsBudgetsWithTheirIdsAndMessagesThatWait() throws SQLException {
        try (PostgresServer server = PostgresServer.start(folder.resolve("data"), 0, PasswordFile.random())) {
            Flyway.configure()
                    .dataSource(server.database("postgres"))
                    .locations("classpath:db/migration")
                    .target("13?")
                    .load()
                    .migrate();
            try (Connection connection = server.database("postgres").getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(BEFORE);
                Migrations.of(server.database("postgres")).migrate();

                assertThat(
                                first(
                                        statement,
                                        "select rule_id || ' ' || name || ' ' || (settings ->> 'amountUsd') || ' '"
                                                + " || (settings ->> 'agent') || ' ' || (settings -> 'recipients') from alert_rule"))
                        .isEqualTo("2 it's mine 100.50 coder [\"a@example.org\", \"b@example.org\"]");
                assertThat(first(
                                statement,
                                "select string_agg(recipient || ' ' || (message ->> 'title'), ';') from notification"))
                        .isEqualTo("b@example.org Daily budget 'it's mine': 120 of 100.50 USD spent on 2026-03-10");
                assertThat(first(
                                statement,
                                "insert into alert_rule (project_id, kind, name, settings)"
                                        + " values (1, 'rule', 'next', '{}') returning rule_id"))
                        .isEqualTo("3");
            }
        }
    }

    private static String first(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
