package io.observabilityfactory.alert.retention;

import io.observabilityfactory.alert.AlertConfig;
import io.quarkus.scheduler.Scheduled;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.logging.Logger;

/** Removes alerts that ended, silences that ended and lines of the delivery log, of all projects, some time after. */
@ApplicationScoped
class History {

    private static final Logger LOG = Logger.getLogger(History.class);
    private static final int AT_ONCE = 5000;

    private static final List<String> REMOVALS = List.of("""
            delete from notification where notification_id in (
                select notification_id from notification
                where created_at < $1 and (delivered_at is not null or gave_up_at is not null)
                limit $2)
            """, """
            delete from alert_instance where instance_id in (
                select instance_id from alert_instance
                where not open and updated_at < $1 limit $2)
            """, """
            delete from alert_silence where silence_id in (
                select silence_id from alert_silence where ends_at < $1 limit $2)
            """);

    private final Pool database;
    private final Duration kept;
    private final Duration databaseTimeout;
    private final InstantSource clock;

    History(Pool database, AlertConfig config, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.kept = config.history();
        this.databaseTimeout = config.databaseTimeout();
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void removeOld() {
        try {
            OffsetDateTime end = clock.instant().minus(kept).atOffset(ZoneOffset.UTC);
            REMOVALS.forEach(sql -> remove(sql, end));
        } catch (RuntimeException e) {
            LOG.warnf("What is past its time is kept for another hour: %s", e);
        }
    }

    private void remove(String sql, OffsetDateTime end) {
        int removed;
        do {
            removed = database.preparedQuery(sql)
                    .execute(Tuple.of(end, AT_ONCE))
                    .await()
                    .atMost(databaseTimeout)
                    .rowCount();
        } while (removed == AT_ONCE);
    }
}
