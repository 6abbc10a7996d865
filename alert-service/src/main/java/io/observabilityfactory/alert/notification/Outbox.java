package io.observabilityfactory.alert.notification;

import io.observabilityfactory.alert.AlertConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** The notifications that are neither delivered nor given up yet, shared by all replicas. */
@ApplicationScoped
class Outbox {

    /** Attempt and lease are committed before anything is sent: no lock is held while a mail server takes its time. */
    private static final String TAKE = """
            with due as (
                select project_id, notification_id, alert_id
                from notification
                where delivered_at is null and gave_up_at is null and next_attempt_at <= now()
                order by next_attempt_at
                limit $1
                for update skip locked)
            update notification n
            set attempts = n.attempts + 1, next_attempt_at = now() + make_interval(secs => $2)
            from due
            join alert_instance a using (project_id, alert_id)
            join budget b using (project_id, budget_id)
            join project p using (project_id)
            where n.project_id = due.project_id and n.notification_id = due.notification_id
            returning n.project_id, n.notification_id, n.attempts, n.recipient, p.name as project, b.name as budget,
                      b.agent, a.severity, a.day, b.time_zone, a.amount_usd, a.spent_usd, a.fired_at
            """;

    private static final String DELIVERED = """
            update notification set delivered_at = now(), last_error = null
            where project_id = $1 and notification_id = $2
            """;

    /** Only while the lease is still ours: another replica may have taken over, and may have delivered. */
    private static final String FAILED = """
            update notification set last_error = $4, next_attempt_at = now() + make_interval(secs => $5)
            where project_id = $1 and notification_id = $2 and attempts = $3 and delivered_at is null
            """;

    private static final String GAVE_UP = """
            update notification set last_error = $4, gave_up_at = now()
            where project_id = $1 and notification_id = $2 and attempts = $3 and delivered_at is null
            """;

    private final Pool database;
    private final AlertConfig config;

    Outbox(Pool database, AlertConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Takes what is due; until the lease ends nobody else will. */
    Uni<List<PendingNotification>> take(int most) {
        return database.preparedQuery(TAKE)
                .execute(Tuple.of(most, seconds(config.delivery().lease())))
                .map(rows -> rows.stream().map(PendingNotification::from).toList());
    }

    Uni<Void> delivered(PendingNotification notification) {
        return database.preparedQuery(DELIVERED)
                .execute(Tuple.of(notification.projectId(), notification.notificationId()))
                .replaceWithVoid();
    }

    Uni<Void> failed(PendingNotification notification, String error, Duration pause) {
        return database.preparedQuery(FAILED)
                .execute(Tuple.of(
                        notification.projectId(),
                        notification.notificationId(),
                        notification.attempt(),
                        error,
                        seconds(pause)))
                .replaceWithVoid();
    }

    /** Nobody takes it again. As with {@link #failed}, only while the lease is still ours. */
    Uni<Void> gaveUp(PendingNotification notification, String error) {
        return database.preparedQuery(GAVE_UP)
                .execute(Tuple.of(
                        notification.projectId(), notification.notificationId(), notification.attempt(), error))
                .replaceWithVoid();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
