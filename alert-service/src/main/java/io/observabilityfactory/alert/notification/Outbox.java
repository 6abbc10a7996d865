package io.observabilityfactory.alert.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.alert.AlertConfig;
import io.observabilityfactory.alert.channel.Outcome;
import io.observabilityfactory.alert.channel.Receives;
import io.observabilityfactory.alert.evaluation.Messages;
import io.observabilityfactory.alert.message.AlertMessage;
import io.observabilityfactory.alert.rule.Telling;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The notifications that are neither delivered nor given up yet, shared by all replicas. */
@ApplicationScoped
class Outbox implements Messages {

    private static final String CHANNELS = """
            select channel_id, name, settings -> 'recipients' as recipients, receives::text as receives
            from alert_channel
            where project_id = $1 and enabled
            """;

    /** Nobody is reminded of what has not reached them yet: reminders would pile up while a channel is away. */
    private static final String ADD = """
            insert into notification (project_id, instance_id, message_id, kind, severity, channel_id, channel, recipient, message)
            select $1, instance_id, message_id, kind, severity, channel_id, channel, recipient, message::jsonb
            from unnest($2::bigint[], $3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[], $9::text[])
                as added (instance_id, message_id, kind, severity, channel_id, channel, recipient, message)
            where kind <> 'reminder' or not exists (
                select 1 from notification e
                where e.project_id = $1 and e.instance_id = added.instance_id and e.channel = added.channel
                  and e.recipient is not distinct from added.recipient
                  and e.delivered_at is null and e.gave_up_at is null)
            """;

    /**
     * Attempt and lease are committed before anything is sent: no lock is held while the other side takes its time. A message
     * waits for those before it about the same alert, so that nobody hears of an end before its beginning.
     */
    private static final String TAKE = """
            with due as (
                select n.project_id, n.notification_id
                from notification n
                left join alert_channel c on c.project_id = n.project_id and c.channel_id = n.channel_id
                where n.delivered_at is null and n.gave_up_at is null and n.next_attempt_at <= now()
                  and (c.not_before is null or c.not_before <= now())
                  and coalesce(n.channel_id, 0) <> all($3)
                  and not exists (
                      select 1 from notification e
                      where e.instance_id = n.instance_id and e.notification_id < n.notification_id
                        and e.channel = n.channel and e.recipient is not distinct from n.recipient
                        and e.delivered_at is null and e.gave_up_at is null)
                order by n.next_attempt_at
                limit $1
                for update of n skip locked)
            update notification n
            set attempts = n.attempts + 1, next_attempt_at = now() + make_interval(secs => $2)
            from due
            where n.project_id = due.project_id and n.notification_id = due.notification_id
            returning n.project_id, n.notification_id, n.attempts, n.delivery_key, n.instance_id, n.channel_id, n.channel,
                      n.recipient, n.created_at, n.message::text as message
            """;

    /** Each attempt is logged with what became of it, also that of a replica that had lost its lease. */
    private static final String SETTLED = """
            with logged as (
                insert into notification_attempt (notification_id, attempt, project_id, outcome, detail, duration_millis)
                select notification_id, $3, project_id, $4, $5, $6
                from notification where project_id = $1 and notification_id = $2)
            update notification set %s
            where project_id = $1 and notification_id = $2 and delivered_at is null%s
            """;

    private static final String DELIVERED =
            SETTLED.formatted("delivered_at = now(), gave_up_at = null, last_error = null", "");

    /** Only while the lease is still ours: another replica may have taken over, and may have delivered. */
    private static final String FAILED = SETTLED.formatted(
            "last_error = $5, next_attempt_at = now() + make_interval(secs => $7)", " and attempts = $3");

    /** What was not tried is no attempt, and not worth a line of the log. */
    private static final String POSTPONED = """
            update notification
            set attempts = attempts - 1, last_error = coalesce(last_error, $4),
                next_attempt_at = now() + make_interval(secs => $5)
            where project_id = $1 and notification_id = $2 and delivered_at is null and attempts = $3
            """;

    private static final String GAVE_UP =
            SETTLED.formatted("last_error = $5, gave_up_at = now()", " and attempts = $3");

    private static final String PAUSE_CHANNEL = """
            update alert_channel set not_before = greatest(not_before, now() + make_interval(secs => $3))
            where project_id = $1 and channel_id = $2
            """;

    private final Pool database;
    private final ObjectMapper json;
    private final Duration lease;

    Outbox(Pool database, ObjectMapper json, AlertConfig config) {
        this.database = database;
        this.json = json;
        this.lease = config.delivery().lease();
    }

    @Override
    public Uni<Integer> add(SqlConnection transaction, int projectId, Telling telling, List<Message> messages) {
        return transaction
                .preparedQuery(CHANNELS)
                .execute(Tuple.of(projectId))
                .map(rows -> new Routing(rows.stream().map(this::channel).toList()))
                .chain(routing -> add(transaction, projectId, telling, messages, routing));
    }

    private Uni<Integer> add(
            SqlConnection transaction, int projectId, Telling telling, List<Message> messages, Routing routing) {
        Rows rows = new Rows();
        int unheard = 0;
        for (Message message : messages) {
            List<Destination> destinations = routing.destinations(telling, message.content());
            unheard += destinations.isEmpty() ? 1 : 0;
            rows.add(message, write(message.content()), destinations);
        }
        return rows.isEmpty()
                ? Uni.createFrom().item(unheard)
                : transaction
                        .preparedQuery(ADD)
                        .execute(rows.parameters(projectId))
                        .replaceWith(unheard);
    }

    /** Takes what is due; until the lease ends nobody else will. */
    Uni<List<PendingNotification>> take(int most, Collection<Long> busyChannels) {
        return database.preparedQuery(TAKE)
                .execute(Tuple.of(most, seconds(lease), busyChannels.toArray(Long[]::new)))
                .map(rows -> rows.stream().map(this::pending).toList());
    }

    Uni<Void> delivered(Attempt attempt) {
        return settle(DELIVERED, attempt, null);
    }

    Uni<Void> failed(Attempt attempt, Duration pause) {
        return settle(FAILED, attempt, pause);
    }

    Uni<Void> postponed(Attempt attempt, Duration pause) {
        PendingNotification notification = attempt.notification();
        return database.preparedQuery(POSTPONED)
                .execute(Tuple.of(
                        notification.projectId(),
                        notification.notificationId(),
                        notification.attempt(),
                        attempt.outcome().detail(),
                        seconds(pause)))
                .replaceWithVoid();
    }

    /** Nobody takes it again. As with {@link #failed}, only while the lease is still ours. */
    Uni<Void> gaveUp(Attempt attempt) {
        return settle(GAVE_UP, attempt, null);
    }

    /** Nothing is sent to a channel before the time that its other side asked for. */
    Uni<Void> pauseChannel(PendingNotification notification, Duration pause) {
        return database.preparedQuery(PAUSE_CHANNEL)
                .execute(Tuple.of(
                        notification.projectId(), notification.destination().channelId(), seconds(pause)))
                .replaceWithVoid();
    }

    private Uni<Void> settle(String sql, Attempt attempt, @Nullable Duration pause) {
        PendingNotification notification = attempt.notification();
        Outcome outcome = attempt.outcome();
        Tuple values = Tuple.from(List.of(
                notification.projectId(),
                notification.notificationId(),
                notification.attempt(),
                outcome.code(),
                outcome.detail(),
                attempt.duration().toMillis()));
        return database.preparedQuery(sql)
                .execute(pause == null ? values : values.addValue(seconds(pause)))
                .replaceWithVoid();
    }

    private RoutedChannel channel(Row row) {
        JsonArray recipients = row.getJsonArray("recipients");
        return new RoutedChannel(
                row.getLong("channel_id"),
                row.getString("name"),
                recipients == null
                        ? List.of()
                        : recipients.stream().map(String::valueOf).toList(),
                read(row.getString("receives"), new TypeReference<List<Receives>>() {}));
    }

    private PendingNotification pending(Row row) {
        String message = row.getString("message");
        return new PendingNotification(
                row.getInteger("project_id"),
                row.getLong("notification_id"),
                row.getInteger("attempts"),
                row.getUUID("delivery_key"),
                row.getLong("instance_id"),
                new Destination(row.getLong("channel_id"), row.getString("channel"), row.getString("recipient")),
                row.getOffsetDateTime("created_at").toInstant(),
                () -> read(message, new TypeReference<AlertMessage>() {}));
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is stored cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private String write(AlertMessage message) {
        try {
            return json.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message cannot be written", e);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** Columns of what is added, by destination. */
    private static final class Rows {

        private final List<Long> alerts = new ArrayList<>();
        private final List<UUID> messages = new ArrayList<>();
        private final List<String> kinds = new ArrayList<>();
        private final List<String> severities = new ArrayList<>();
        private final List<@Nullable Long> channelIds = new ArrayList<>();
        private final List<String> channels = new ArrayList<>();
        private final List<@Nullable String> recipients = new ArrayList<>();
        private final List<String> contents = new ArrayList<>();

        void add(Message message, String content, List<Destination> destinations) {
            UUID id = UUID.randomUUID();
            for (Destination destination : destinations) {
                alerts.add(message.alertId());
                messages.add(id);
                kinds.add(message.content().kind().code());
                severities.add(message.content().severity().code());
                channelIds.add(destination.channelId());
                channels.add(destination.channel());
                recipients.add(destination.recipient());
                contents.add(content);
            }
        }

        boolean isEmpty() {
            return messages.isEmpty();
        }

        Tuple parameters(int projectId) {
            return Tuple.tuple(List.of(
                    projectId,
                    alerts.toArray(Long[]::new),
                    messages.toArray(UUID[]::new),
                    kinds.toArray(String[]::new),
                    severities.toArray(String[]::new),
                    channelIds.toArray(Long[]::new),
                    channels.toArray(String[]::new),
                    recipients.toArray(String[]::new),
                    contents.toArray(String[]::new)));
        }
    }
}
