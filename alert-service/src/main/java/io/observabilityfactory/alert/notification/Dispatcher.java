package io.observabilityfactory.alert.notification;

import io.observabilityfactory.alert.AlertConfig;
import io.observabilityfactory.alert.evaluation.MessagesWaiting;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Takes what is due from the outbox and has it delivered, several at once, a few of each channel. */
@ApplicationScoped
class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    private final Outbox outbox;
    private final Courier courier;
    private final UnderWay underWay;
    private final Duration databaseTimeout;
    private final Duration attemptTimeout;
    private volatile boolean closing;

    Dispatcher(Outbox outbox, Courier courier, AlertConfig config) {
        this.outbox = outbox;
        this.courier = courier;
        this.underWay =
                new UnderWay(config.delivery().concurrency(), config.delivery().concurrencyPerChannel());
        this.databaseTimeout = config.databaseTimeout();
        this.attemptTimeout = config.delivery().timeout();
        if (attemptTimeout.multipliedBy(2).compareTo(config.delivery().lease()) > 0) {
            throw new IllegalStateException(
                    "observability-factory.alert.delivery.timeout has to be at most half of the lease");
        }
    }

    @Scheduled(
            every = "${observability-factory.alert.delivery.interval}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onSchedule() {
        deliverDue();
    }

    void onMessages(@ObservesAsync MessagesWaiting waiting) {
        deliverDue();
    }

    /** What is under way is settled, so that nobody else has to send it again. */
    void onShutdown(@Observes ShutdownEvent event) {
        closing = true;
        if (!awaitIdle(attemptTimeout)) {
            LOG.warn("Deliveries are broken off; another replica tries them again when their leases end");
        }
    }

    private void deliverDue() {
        try {
            while (takeSome() > 0) {
                // There may be more of other channels.
            }
        } catch (RuntimeException e) {
            LOG.warnf("Notifications wait, the outbox could not be read: %s", e);
            LOG.debug("Cause", e);
        }
    }

    private synchronized int takeSome() {
        int free = closing ? 0 : underWay.free();
        if (free <= 0) {
            return 0;
        }
        List<PendingNotification> taken =
                outbox.take(free, underWay.busy()).await().atMost(databaseTimeout);
        taken.forEach(this::start);
        return taken.size();
    }

    private void start(PendingNotification notification) {
        underWay.begin(notification.channelOrPlainMail());
        Infrastructure.getDefaultWorkerPool().execute(() -> deliver(notification));
    }

    private void deliver(PendingNotification notification) {
        try {
            deliverOne(notification);
            deliverDue();
        } finally {
            underWay.rest();
        }
    }

    private void deliverOne(PendingNotification notification) {
        try {
            courier.deliver(notification);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "What became of notification %d could not be written; it is tried again when its lease ends: %s",
                    notification.notificationId(), e);
        } finally {
            underWay.end(notification.channelOrPlainMail());
        }
    }

    /** Whether everything that was taken is settled within the time. */
    boolean awaitIdle(Duration time) {
        try {
            return underWay.awaitRest(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
