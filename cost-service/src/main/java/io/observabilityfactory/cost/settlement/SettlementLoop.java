package io.observabilityfactory.cost.settlement;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.observabilityfactory.cost.CostConfig;
import io.observabilityfactory.cost.metrics.CallMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Settles batches as long as there are any, then looks again after a pause. When batches fail together they are tried one
 * by one; the one that fails alone is put off, for longer each time, while the others go on.
 */
@ApplicationScoped
class SettlementLoop {

    private static final Logger LOG = Logger.getLogger(SettlementLoop.class);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final BatchSettlement settlement;
    private final Pool pool;
    private final CostConfig config;
    private final CallMetrics calls;
    private final Vertx vertx;
    private final Counter settled;
    private final Counter failures;
    private final Counter putOff;
    private volatile boolean stopping;
    private volatile long timer;
    private boolean failing;
    private int toTryAlone;

    SettlementLoop(
            BatchSettlement settlement,
            Pool pool,
            CostConfig config,
            CallMetrics calls,
            Vertx vertx,
            MeterRegistry registry) {
        this.settlement = settlement;
        this.pool = pool;
        this.config = config;
        this.calls = calls;
        this.vertx = vertx;
        this.settled = Counter.builder("observability.factory.cost.batches.settled")
                .description("Batches of spans accounted for")
                .register(registry);
        this.failures = Counter.builder("observability.factory.cost.settlement.failures")
                .description("Settlements that failed and are tried again")
                .register(registry);
        this.putOff = Counter.builder("observability.factory.cost.batches.parked")
                .description("Times that a batch which fails alone was put off")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        settleAfter(AT_ONCE);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        vertx.cancelTimer(timer);
    }

    private void settleAfter(Duration pause) {
        if (!stopping) {
            timer = vertx.setTimer(pause.toMillis(), expired -> settle());
        }
    }

    private void settle() {
        int most = toTryAlone > 0 ? 1 : config.batchesPerTransaction();
        bounded(Uni.createFrom().voidItem().chain(() -> settlement.settleNext(most)))
                .subscribe()
                .with(this::settled, this::failed);
    }

    /** Without an answer the loop would end. Waiting for a connection comes on top of what is settled on it. */
    private <T> Uni<T> bounded(Uni<T> work) {
        return work.ifNoItem()
                .after(config.settlementTimeout().multipliedBy(2).plus(config.retryPause()))
                .fail();
    }

    /** Figures are told once what they are about is committed: a settlement that is rolled back is done again. */
    private void settled(BatchSettlement.Settled done) {
        int batches = done.batches();
        calls.record(done.project(), done.figures());
        failing = false;
        toTryAlone = batches > 0 ? Math.max(0, toTryAlone - 1) : 0;
        settled.increment(batches);
        settleAfter(batches > 0 ? AT_ONCE : config.pollInterval());
    }

    private void failed(Throwable failure) {
        failures.increment();
        if (failure instanceof SettlementException refused) {
            failed(refused);
        } else {
            pause(failure);
        }
    }

    private void failed(SettlementException failure) {
        ClaimedBatches batches = failure.batches();
        if (batches.batchIds().size() > 1) {
            LOG.warnf("%s, they are tried one by one: %s", failure.getMessage(), failure.getCause());
            toTryAlone = batches.batchIds().size();
            settleAfter(AT_ONCE);
        } else {
            toTryAlone = Math.max(0, toTryAlone - 1);
            bounded(batches.putOff(pool, config.retryPause(), config.longestRetryPause(), failure.getCause()))
                    .subscribe()
                    .with(done -> putOff(failure), this::pause);
        }
    }

    private void putOff(SettlementException failure) {
        LOG.error("A batch was put off and is tried again later", failure);
        putOff.increment();
        settleAfter(AT_ONCE);
    }

    /** Of failures in a row, as while the database is away, only the first is worth a stack trace. */
    private void pause(Throwable failure) {
        if (failing) {
            LOG.warnf("Settling batches still fails: %s", failure.getMessage());
        } else {
            LOG.error("Settling batches failed, it is tried again every " + config.retryPause(), failure);
        }
        failing = true;
        settleAfter(config.retryPause());
    }
}
