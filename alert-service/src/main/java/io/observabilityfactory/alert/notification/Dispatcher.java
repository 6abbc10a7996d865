package io.observabilityfactory.alert.notification;

import io.observabilityfactory.alert.AlertConfig;
import io.observabilityfactory.alert.evaluation.AlertsFired;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Empties the outbox: takes some notifications, sends them side by side, notes the outcome of each. */
@ApplicationScoped
class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final int BATCH = 10;
    private static final int LONGEST_ERROR = 500;

    private final Outbox outbox;
    private final MailDelivery delivery;
    private final DeliveryMetrics metrics;
    private final RetryPause pause;
    private final int mostAttempts;
    private final int mostRefusals;
    private final Duration attemptTimeout;
    private final Duration databaseTimeout;

    Dispatcher(Outbox outbox, MailDelivery delivery, DeliveryMetrics metrics, AlertConfig config) {
        this.outbox = outbox;
        this.delivery = delivery;
        this.metrics = metrics;
        this.pause =
                new RetryPause(config.delivery().firstPause(), config.delivery().longestPause());
        this.mostAttempts = config.delivery().mostAttempts();
        this.mostRefusals = config.delivery().mostRefusals();
        this.attemptTimeout = config.delivery().lease().dividedBy(2);
        this.databaseTimeout = config.databaseTimeout();
    }

    @Scheduled(
            every = "${observability-factory.alert.delivery.interval}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onSchedule() {
        deliverDue();
    }

    void onAlert(@ObservesAsync AlertsFired fired) {
        deliverDue();
    }

    private void deliverDue() {
        try {
            int taken;
            do {
                taken = deliverSome();
            } while (taken == BATCH);
        } catch (RuntimeException e) {
            LOG.warnf("Notifications wait, the outbox could not be read or written: %s", e);
            LOG.debug("Cause", e);
        }
    }

    private int deliverSome() {
        List<PendingNotification> taken = outbox.take(BATCH).await().atMost(databaseTimeout);
        Multi.createFrom()
                .iterable(taken)
                .onItem()
                .transformToUni(this::deliver)
                .collectFailures()
                .merge(BATCH)
                .collect()
                .asList()
                .await()
                .atMost(attemptTimeout.plus(databaseTimeout));
        return taken.size();
    }

    private Uni<Void> deliver(PendingNotification notification) {
        return Uni.createFrom()
                .deferred(() -> delivery.send(notification))
                .ifNoItem()
                .after(attemptTimeout)
                .fail()
                .onItemOrFailure()
                .transformToUni((sent, failure) -> settle(notification, failure));
    }

    private Uni<Void> settle(PendingNotification notification, @Nullable Throwable failure) {
        if (failure == null) {
            metrics.delivered();
            return outbox.delivered(notification);
        }
        metrics.failed();
        int most = Refusal.isForGood(failure) ? mostRefusals : mostAttempts;
        return notification.attempt() < most ? tryAgain(notification, failure) : giveUp(notification, failure);
    }

    private Uni<Void> giveUp(PendingNotification notification, Throwable failure) {
        metrics.gaveUp();
        LOG.errorf(
                "Notification %d to %s is given up after %d attempts: %s",
                notification.notificationId(), notification.recipient(), notification.attempt(), failure);
        return outbox.gaveUp(notification, describe(failure));
    }

    private Uni<Void> tryAgain(PendingNotification notification, Throwable failure) {
        Duration untilNext = pause.after(notification.attempt(), ThreadLocalRandom.current());
        LOG.warnf(
                "Attempt %d to deliver notification %d failed, the next one follows in %s: %s",
                notification.attempt(), notification.notificationId(), untilNext, failure);
        return outbox.failed(notification, describe(failure), untilNext);
    }

    /** What the mail server or the network said; neither repeats our credentials. */
    private static String describe(Throwable failure) {
        String text = failure.toString();
        return text.substring(0, Math.min(text.length(), LONGEST_ERROR));
    }
}
