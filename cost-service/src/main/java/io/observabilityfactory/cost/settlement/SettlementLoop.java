package io.observabilityfactory.cost.settlement;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.observabilityfactory.cost.CostConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Settles batches as long as there are any, then looks again after a pause. A failure is logged, and retried later. */
@ApplicationScoped
class SettlementLoop {

    private static final Logger LOG = Logger.getLogger(SettlementLoop.class);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final BatchSettlement settlement;
    private final CostConfig config;
    private final Vertx vertx;
    private final Counter settled;
    private final Counter failures;
    private volatile boolean stopping;
    private volatile long timer;
    private boolean failing;

    SettlementLoop(BatchSettlement settlement, CostConfig config, Vertx vertx, MeterRegistry registry) {
        this.settlement = settlement;
        this.config = config;
        this.vertx = vertx;
        this.settled = Counter.builder("observability.factory.cost.batches.settled")
                .description("Batches of spans accounted for")
                .register(registry);
        this.failures = Counter.builder("observability.factory.cost.settlement.failures")
                .description("Settlements that failed and are tried again")
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
        Uni.createFrom().voidItem().chain(settlement::settleNext).subscribe().with(this::settled, this::failed);
    }

    private void settled(int batches) {
        failing = false;
        settled.increment(batches);
        settleAfter(batches > 0 ? AT_ONCE : config.pollInterval());
    }

    /** Of failures in a row, as while the database is away, only the first is worth a stack trace. */
    private void failed(Throwable failure) {
        if (failing) {
            LOG.warnf("Settling batches still fails: %s", failure.getMessage());
        } else {
            LOG.error("Settling batches failed, it is tried again every " + config.retryPause(), failure);
        }
        failing = true;
        failures.increment();
        settleAfter(config.retryPause());
    }
}
