package io.observabilityfactory.alert.channel;

import io.observabilityfactory.alert.AlertConfig;
import io.observabilityfactory.service.secret.KeyChange;
import io.observabilityfactory.service.secret.SecretBox;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;

/** Lets previous keys be thrown away, as far as channels are concerned. */
@ApplicationScoped
class ChannelKeyChange {

    private static final String WITH_SECRETS = """
            select project_id, channel_id, type, secrets from alert_channel
            where secrets is not null order by channel_id
            """;

    /** Unless somebody has changed the channel meanwhile, which closes its secrets with the present key too. */
    private static final String CLOSE_ANEW = """
            update alert_channel set secrets = $4 where project_id = $1 and channel_id = $2 and secrets = $3
            """;

    private final Pool database;
    private final AlertConfig config;
    private final KeyChange change;

    ChannelKeyChange(Pool database, SecretBox box, AlertConfig config) {
        this.database = database;
        this.config = config;
        this.change = new KeyChange(box, "channels");
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onSchedule() {
        change.closeAnew(this::secrets);
    }

    private Stream<KeyChange.Kept> secrets() {
        return database.preparedQuery(WITH_SECRETS).execute().await().atMost(config.databaseTimeout()).stream()
                .map(this::kept);
    }

    private KeyChange.Kept kept(Row row) {
        int projectId = row.getInteger("project_id");
        byte[] closed = row.getBuffer("secrets").getBytes();
        return new KeyChange.Kept(
                closed,
                Channels.place(
                        projectId, ChannelType.ofCode(row.getString("type")).orElseThrow()),
                anew -> database.preparedQuery(CLOSE_ANEW)
                        .execute(Tuple.of(
                                projectId, row.getLong("channel_id"), Buffer.buffer(closed), Buffer.buffer(anew)))
                        .await()
                        .atMost(config.databaseTimeout()));
    }
}
