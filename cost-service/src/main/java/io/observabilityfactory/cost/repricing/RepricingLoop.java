package io.observabilityfactory.cost.repricing;

import io.observabilityfactory.cost.CostConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Takes rounds further as long as there are any, then looks again after a pause. */
@ApplicationScoped
class RepricingLoop {

    private static final Logger LOG = Logger.getLogger(RepricingLoop.class);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final RepricingRounds rounds;
    private final CostConfig config;
    private final Vertx vertx;
    private volatile boolean stopping;
    private volatile long timer;

    RepricingLoop(RepricingRounds rounds, CostConfig config, Vertx vertx) {
        this.rounds = rounds;
        this.config = config;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        after(config.repricingInterval());
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        vertx.cancelTimer(timer);
    }

    private void after(Duration pause) {
        if (!stopping) {
            timer = vertx.setTimer(pause.toMillis(), expired -> takeFurther());
        }
    }

    private void takeFurther() {
        bounded(Uni.createFrom().voidItem().chain(rounds::takeFurther))
                .subscribe()
                .with(more -> after(more ? AT_ONCE : config.repricingInterval()), this::failed);
    }

    /** Without an answer the loop would end. */
    private <T> Uni<T> bounded(Uni<T> work) {
        return work.ifNoItem()
                .after(config.settlementTimeout().multipliedBy(2).plus(config.retryPause()))
                .fail();
    }

    private void failed(Throwable failure) {
        if (failure instanceof RepricingException refused) {
            LOG.error(failure.getMessage(), failure.getCause());
            bounded(rounds.putOff(refused))
                    .subscribe()
                    .with(done -> after(config.repricingInterval()), e -> after(config.retryPause()));
        } else {
            LOG.debugf("There is no telling whether something is to be priced again: %s", failure);
            after(config.retryPause());
        }
    }
}
