package io.observabilityfactory.alert.channel;

import io.observabilityfactory.alert.AlertConfig;
import io.observabilityfactory.service.secret.SecretBox;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Encrypts with the present key what previous ones have encrypted, so that these can be thrown away. */
@ApplicationScoped
class KeyChange {

    private static final Logger LOG = Logger.getLogger(KeyChange.class);

    private static final String WITH_SECRETS = """
            select project_id, channel_id, type, secrets from alert_channel
            where secrets is not null order by channel_id
            """;

    /** Unless somebody has changed the channel meanwhile, which closes its secrets with the present key too. */
    private static final String CLOSE_ANEW = """
            update alert_channel set secrets = $4 where project_id = $1 and channel_id = $2 and secrets = $3
            """;

    private final Pool database;
    private final SecretBox box;
    private final AlertConfig config;
    private String told = "";

    KeyChange(Pool database, SecretBox box, AlertConfig config) {
        this.database = database;
        this.box = box;
        this.config = config;
    }

    /** Again and again, as a replica that does not know the present key yet may go on using the previous one. */
    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onSchedule() {
        if (!box.hasPreviousKeys()) {
            return;
        }
        try {
            int unreadable = closeAllAnew();
            tell(
                    unreadable == 0
                            ? "The secrets of all channels are encrypted with the present key; the previous ones are not needed"
                            : "No key opens the secrets of " + unreadable
                                    + " channels; all others have the present one");
        } catch (RuntimeException e) {
            LOG.warnf("Secrets are not encrypted anew, which is tried again: %s", e);
        }
    }

    private void tell(String news) {
        if (!news.equals(told)) {
            told = news;
            LOG.info(news);
        }
    }

    /** How many channels have secrets that no key opens. */
    private int closeAllAnew() {
        int unreadable = 0;
        for (Row row : database.preparedQuery(WITH_SECRETS).execute().await().atMost(config.databaseTimeout())) {
            byte[] closed = row.getBuffer("secrets").getBytes();
            if (!box.isPresent(closed) && !closeAnew(row, closed)) {
                unreadable++;
            }
        }
        return unreadable;
    }

    private boolean closeAnew(Row row, byte[] closed) {
        int projectId = row.getInteger("project_id");
        String place = Channels.place(
                projectId, ChannelType.ofCode(row.getString("type")).orElseThrow());
        try {
            Buffer anew = Buffer.buffer(box.close(box.open(closed, place), place));
            database.preparedQuery(CLOSE_ANEW)
                    .execute(Tuple.of(projectId, row.getLong("channel_id"), Buffer.buffer(closed), anew))
                    .await()
                    .atMost(config.databaseTimeout());
            return true;
        } catch (SecretBox.NotReadableException e) {
            LOG.debugf("Channel %d: %s", row.getLong("channel_id"), e.getMessage());
            return false;
        }
    }
}
