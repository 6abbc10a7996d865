package io.observabilityfactory.alert;

import io.observabilityfactory.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One test's own project, with its budgets and its spending as cost-service would write it. */
public final class Fleet {

    private static final AtomicInteger CREATED = new AtomicInteger();
    private static final String USAGE = """
            insert into %1$s as u values (
                %2$d, date_trunc('%3$s', timestamptz '%4$s', 'UTC'), '%5$s', 'llm', 'openai', 'gpt-4o', 'fleet', 'test',
                1, 0, 0, 1000000, 10, 0, 0, 10, 0, 0, 0, %6$s, 0, '{1}')
            on conflict (project_id, bucket_start, agent, span_type, provider, model, service, environment)
            do update set cost_usd = u.cost_usd + excluded.cost_usd
            """;

    private static final String MESSAGE = """
            {"kind": "firing", "severity": "critical", "project": "p", "rule": "fleet", "labels": {}, "title": "Trouble",
             "facts": [{"name": "Spent", "value": "120.00 USD"}], "advice": [], "unit": "USD", "at": "2026-03-10T12:00:00Z"}
            """;

    private final TestDatabase database;
    private final String name;
    private final int projectId;

    private Fleet(TestDatabase database, String name, int projectId) {
        this.database = database;
        this.name = name;
        this.projectId = projectId;
    }

    public static Fleet create(TestDatabase database) {
        String name = "fleet-" + CREATED.incrementAndGet();
        database.execute("insert into project (name) values ('" + name + "')");
        String id = database.query("select project_id from project where name = '" + name + "'")
                .get(0);
        return new Fleet(database, name, Integer.parseInt(id));
    }

    /** The project that API requests are for. */
    public static Fleet ofRequests(TestDatabase database) {
        String id = database.query("select project_id from project where name = 'default'")
                .get(0);
        return new Fleet(database, "default", Integer.parseInt(id));
    }

    public String name() {
        return name;
    }

    public int projectId() {
        return projectId;
    }

    /** An address that no other fleet has. */
    public String recipient() {
        return name + "@example.com";
    }

    /** 100 USD a day, a warning at 80. */
    public long budget(String budget) {
        return budget(budget, "null", "UTC");
    }

    public long budgetOfAgent(String budget, String agent) {
        return budget(budget, "'" + agent + "'", "UTC");
    }

    public long budgetInZone(String budget, String zone) {
        return budget(budget, "null", zone);
    }

    private long budget(String budget, String agent, String zone) {
        return Long.parseLong(
                database.query("""
                        insert into alert_rule (project_id, kind, name, settings, changed_at)
                        values (%1$d, 'budget', '%2$s', jsonb_strip_nulls(jsonb_build_object(
                            'name', '%2$s', 'agent', %3$s, 'amountUsd', 100, 'warningShare', 0.8, 'timeZone', '%4$s',
                            'recipients', jsonb_build_array('%5$s'))), '2026-03-01') returning rule_id
                        """.formatted(projectId, budget.replace("'", "''"), agent, zone, recipient()))
                        .get(0));
    }

    public void spend(String agent, String usd, Instant at) {
        database.execute(USAGE.formatted("usage_minute", projectId, "minute", at, agent, usd));
        database.execute(USAGE.formatted("usage_hour", projectId, "hour", at, agent, usd));
    }

    /** Puts a notification of a critical alert into the outbox. */
    public void notify(long budgetId, String recipient) {
        database.execute("""
                insert into alert_instance (project_id, rule_id, aspect, period, group_key, labels, phase, severity, state, open,
                                            updated_at)
                values (%1$d, %2$d, 'spent', '2026-03-10', '', '{}', 'firing', 'critical', '{}', false, now())
                on conflict do nothing;
                insert into notification (project_id, instance_id, message_id, kind, severity, channel, recipient, message)
                select project_id, instance_id, gen_random_uuid(), 'firing', 'critical', 'mail', '%3$s', '%4$s'
                from alert_instance where rule_id = %2$d
                """.formatted(projectId, budgetId, recipient, MESSAGE));
    }

    /** Puts so many messages for a channel into the outbox. */
    public void notifyChannel(String channel, int messages) {
        database.execute("""
                insert into notification (project_id, message_id, kind, severity, channel_id, channel, message)
                select project_id, gen_random_uuid(), 'firing', 'critical', channel_id, name, '%3$s'
                from alert_channel, generate_series(1, %4$d)
                where project_id = %1$d and name = '%2$s'
                """.formatted(projectId, channel, MESSAGE, messages));
    }

    /** A fleet that is done with leaves nothing for later tests to evaluate. */
    public void removeBudgets() {
        database.execute("delete from alert_rule where project_id = " + projectId
                + "; delete from notification where delivered_at is null and project_id = " + projectId);
    }

    /** What was told, as {@code day severity}, in order. */
    public List<String> alerts() {
        return database.query("select a.period || ' ' || case n.kind when 'firing' then n.severity else n.kind end"
                + " from notification n join alert_instance a using (instance_id) where n.project_id = " + projectId
                + " order by notification_id");
    }

    /** Everything is to be evaluated now, whenever it was last. */
    public void makeDue() {
        database.execute("update alert_rule set next_evaluation_at = now() where project_id = " + projectId);
    }

    public String notification(String column) {
        return database.query("select " + column + " from notification where project_id = " + projectId)
                .get(0);
    }

    public void everyNotification(String change) {
        database.execute("update notification set " + change + " where project_id = " + projectId);
    }

    public long undelivered() {
        return Long.parseLong(database.query("select count(*) from notification where delivered_at is null"
                        + " and project_id = " + projectId)
                .get(0));
    }
}
