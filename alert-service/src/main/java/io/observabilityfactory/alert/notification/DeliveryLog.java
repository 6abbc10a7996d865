package io.observabilityfactory.alert.notification;

import io.observabilityfactory.alert.page.PageRequest;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was sent to whom, newest first, and what became of it. */
@ApplicationScoped
class DeliveryLog {

    private static final String SHOWN = """
            select * from (
                select *, message ->> 'title' as title,
                       case when delivered_at is not null then 'delivered' when gave_up_at is not null then 'dead'
                            else 'pending' end as state
                from notification
                where project_id = $1) shown
            """;

    private static final String LIST = SHOWN + """
            where notification_id < $2 and ($4::text is null or state = $4) and ($5::text is null or channel = $5)
              and ($6::bigint is null or instance_id = $6)
            order by notification_id desc
            limit $3
            """;

    private static final String ONE = SHOWN + "where notification_id = $2";

    private static final String ATTEMPTS = """
            select attempted_at, attempt, outcome, detail, duration_millis
            from notification_attempt
            where project_id = $1 and notification_id = $2
            order by attempted_at
            limit 500
            """;

    /** With the same key as before, so that the other side can tell should it have got it after all. */
    private static final String REPLAY = """
            update notification
            set gave_up_at = null, attempts = 0, next_attempt_at = now()
            where project_id = $1 and notification_id = $2 and gave_up_at is not null and delivered_at is null
            """;

    private final Pool database;

    DeliveryLog(Pool database) {
        this.database = database;
    }

    /** @param state null for all, and so with the others */
    Uni<List<DeliveryView>> list(
            int projectId, PageRequest page, @Nullable String state, @Nullable String channel, @Nullable Long alertId) {
        return database.preparedQuery(LIST)
                .execute(Tuple.of(projectId, page.after(), page.rows(), state, channel, alertId))
                .map(rows -> rows.stream().map(DeliveryView::from).toList());
    }

    Uni<DeliveryView> one(int projectId, long id) {
        return database.preparedQuery(ONE)
                .execute(Tuple.of(projectId, id))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(DeliveryView::from)
                        .orElseThrow(() -> ProblemException.notFound("There is no delivery " + id + ".")))
                .chain(delivery -> database.preparedQuery(ATTEMPTS)
                        .execute(Tuple.of(projectId, id))
                        .map(rows -> delivery.with(rows.stream()
                                .map(DeliveryView.AttemptView::from)
                                .toList())));
    }

    Uni<DeliveryView> replay(int projectId, long id) {
        return database.preparedQuery(REPLAY).execute(Tuple.of(projectId, id)).chain(rows -> one(projectId, id)
                .invoke(delivery -> {
                    if (rows.rowCount() == 0) {
                        throw ProblemException.conflict(
                                "id", "the delivery is " + delivery.state() + ", not dead", null);
                    }
                }));
    }
}
