package io.observabilityfactory.alert.evaluation;

import io.observabilityfactory.alert.AlertConfig;
import io.observabilityfactory.alert.rule.StoredRules;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Which replica evaluates which rule. A rule that was taken comes back by itself when its lease ends. */
@ApplicationScoped
class RuleClaims {

    private static final String TAKE = """
            with due as (
                select project_id, rule_id
                from alert_rule
                where enabled and next_evaluation_at <= now()
                order by next_evaluation_at
                limit $1
                for update skip locked)
            update alert_rule r
            set claim = r.claim + 1, next_evaluation_at = now() + make_interval(secs => $2)
            from due
            join project p using (project_id)
            where r.project_id = due.project_id and r.rule_id = due.rule_id
            returning r.project_id, p.name as project, r.rule_id, r.version, r.changed_at, r.kind, r.settings::text as settings,
                      r.claim, r.failures
            """;

    private static final String FAILED = """
            update alert_rule
            set failures = failures + 1, last_error = $4, next_evaluation_at = now() + make_interval(secs => $5)
            where project_id = $1 and rule_id = $2 and claim = $3
            """;

    private final Pool database;
    private final StoredRules stored;
    private final Duration lease;

    RuleClaims(Pool database, StoredRules stored, AlertConfig config) {
        this.database = database;
        this.stored = stored;
        this.lease = config.evaluation().lease();
    }

    Uni<List<ClaimedRule>> take(int most) {
        return database.preparedQuery(TAKE)
                .execute(Tuple.of(most, seconds(lease)))
                .map(rows -> rows.stream().map(this::claimed).toList());
    }

    /** The rule waits longer the more often it fails. Only while the lease is still ours. */
    Uni<Void> failed(ClaimedRule rule, String error, Duration pause) {
        return database.preparedQuery(FAILED)
                .execute(Tuple.of(rule.projectId(), rule.ruleId(), rule.claim(), error, seconds(pause)))
                .replaceWithVoid();
    }

    private ClaimedRule claimed(Row row) {
        return new ClaimedRule(
                row.getInteger("project_id"),
                row.getLong("rule_id"),
                row.getInteger("version"),
                row.getLong("claim"),
                row.getInteger("failures"),
                () -> stored.from(row));
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
