package io.observabilityfactory.alert.instance;

import io.observabilityfactory.alert.page.PageRequest;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The alerts of one project, newest first. What never fired and is not about to is not shown. */
@ApplicationScoped
class Instances {

    private static final String SHOWN = """
            select * from (
                select a.*, r.name as rule, r.kind,
                       case when a.phase = 'firing' and a.acknowledged_at is not null then 'acknowledged' else a.phase end
                           as shown_phase
                from alert_instance a
                join alert_rule r using (project_id, rule_id)
                where a.project_id = $1 and (a.phase <> 'resolved' or a.started_at is not null)) shown
            """;

    private static final String LIST = SHOWN + """
            where instance_id < $2 and ($4::text is null or shown_phase = $4) and ($5::text is null or severity = $5)
              and ($6::bigint is null or rule_id = $6)
            order by instance_id desc
            limit $3
            """;

    private static final String ONE = SHOWN + "where instance_id = $2";

    private static final String ACKNOWLEDGE = """
            update alert_instance
            set acknowledged_at = case when $3::text is null then null else now() end, acknowledged_by = $3
            where project_id = $1 and instance_id = $2 and phase = 'firing'
            """;

    private final Pool database;

    Instances(Pool database) {
        this.database = database;
    }

    /** @param phase null for all, and so with the others */
    Uni<List<InstanceView>> list(
            int projectId, PageRequest page, @Nullable String phase, @Nullable String severity, @Nullable Long ruleId) {
        return database.preparedQuery(LIST)
                .execute(Tuple.of(projectId, page.after(), page.rows(), phase, severity, ruleId))
                .map(rows -> rows.stream().map(InstanceView::from).toList());
    }

    Uni<InstanceView> one(int projectId, long id) {
        return database.preparedQuery(ONE).execute(Tuple.of(projectId, id)).map(rows -> rows.stream()
                .findFirst()
                .map(InstanceView::from)
                .orElseThrow(() -> ProblemException.notFound("There is no alert " + id + ".")));
    }

    /** @param by null to take it back */
    Uni<InstanceView> acknowledge(int projectId, long id, @Nullable String by) {
        return database.preparedQuery(ACKNOWLEDGE)
                .execute(Tuple.of(projectId, id, by))
                .chain(rows -> one(projectId, id).invoke(alert -> {
                    if (rows.rowCount() == 0) {
                        throw ProblemException.conflict("id", "the alert is " + alert.phase() + ", not firing", null);
                    }
                }));
    }
}
