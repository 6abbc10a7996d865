package io.observabilityfactory.alert.rule;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The end of a rule that is switched off or removed while it fires. Nobody evaluates it any more, so whoever was told of a firing is
 * told that nobody watches: an alert that people, or Alertmanager, believe to be firing would otherwise never end.
 */
final class Retirement {

    /** The change of the rule waits for an evaluation that is being committed, and is waited for by the next one. */
    private static final String HOLD = "select 1 from alert_rule where project_id = $1 and rule_id = $2 for update";

    /** To each side that was told last of a firing. What has not even been tried yet need not be sent. */
    private static final String TELL = """
            with firing as (
                select instance_id from alert_instance
                where project_id = $1 and rule_id = $2 and open and state ->> 'told' is not null),
            latest as (
                select distinct on (n.instance_id, n.channel, n.recipient) n.*
                from notification n join firing using (instance_id)
                where n.project_id = $1 and (n.delivered_at is not null or n.attempts > 0)
                order by n.instance_id, n.channel, n.recipient, n.notification_id desc),
            unsent as (
                update notification n set gave_up_at = now(), last_error = 'the rule is not watched any more'
                from firing
                where n.project_id = $1 and n.instance_id = firing.instance_id and n.delivered_at is null
                  and n.gave_up_at is null)
            insert into notification (project_id, instance_id, message_id, kind, severity, channel_id, channel, recipient, message)
            select project_id, instance_id, gen_random_uuid(), 'resolved', severity, channel_id, channel, recipient,
                   message || jsonb_build_object(
                       'kind', 'resolved', 'title', 'Not watched any more: ' || (message ->> 'title'), 'advice', '[]'::jsonb,
                       'at', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
            from latest
            where kind <> 'resolved'
            """;

    private static final String REST = """
            update alert_instance
            set open = false, phase = 'resolved', ended_at = coalesce(ended_at, now()), updated_at = now()
            where project_id = $1 and rule_id = $2 and open""";

    private Retirement() {}

    /** In the transaction that switches the rule off or removes it. */
    static Uni<Void> of(SqlConnection transaction, int projectId, long ruleId) {
        Tuple rule = Tuple.of(projectId, ruleId);
        return transaction
                .preparedQuery(HOLD)
                .execute(rule)
                .chain(() -> transaction.preparedQuery(TELL).execute(rule))
                .chain(() -> transaction.preparedQuery(REST).execute(rule))
                .replaceWithVoid();
    }
}
