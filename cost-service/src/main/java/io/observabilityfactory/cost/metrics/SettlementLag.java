package io.observabilityfactory.cost.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** How far settlement is behind, of all processes together: the age of the oldest batch that waits, and how many do. */
@ApplicationScoped
class SettlementLag {

    private static final Logger LOG = Logger.getLogger(SettlementLag.class);
    private static final long EVERY_MILLIS = 5_000;

    private static final String LOOK = """
            select count(*) as batches,
                   coalesce(extract(epoch from now() - min(committed_at)), 0)::float8 as seconds
            from ingest_batch where settled_at is null""";

    private final Pool pool;
    private final Vertx vertx;
    private volatile double seconds;
    private volatile long batches;
    private volatile long timer;

    SettlementLag(Pool pool, Vertx vertx, MeterRegistry registry) {
        this.pool = pool;
        this.vertx = vertx;
        Gauge.builder("observability.factory.cost.lag", this, lag -> lag.seconds)
                .description("Age of the oldest batch that waits to be priced")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("observability.factory.cost.batches.waiting", this, lag -> lag.batches)
                .description("Batches that wait to be priced")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(0, EVERY_MILLIS, tick -> look());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void look() {
        pool.query(LOOK).execute().subscribe().with(this::seen, e -> LOG.debugf("The lag is not known: %s", e));
    }

    private void seen(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        batches = row.getLong("batches");
        seconds = row.getDouble("seconds");
    }
}
