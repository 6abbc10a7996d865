package io.observabilityfactory.alert.notification;

import io.observabilityfactory.alert.AlertConfig;
import io.observabilityfactory.alert.channel.Delivery;
import io.observabilityfactory.alert.channel.Outcome;
import io.observabilityfactory.alert.channel.Senders;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Delivers one notification and settles it: delivered, to be tried again, or given up. */
@ApplicationScoped
class Courier {

    private static final Logger LOG = Logger.getLogger(Courier.class);

    private final Outbox outbox;
    private final Senders senders;
    private final DeliveryMetrics metrics;
    private final RetryPause pause;
    private final int mostAttempts;
    private final int mostRefusals;
    private final Optional<String> uiUrl;
    private final Duration databaseTimeout;

    Courier(Outbox outbox, Senders senders, DeliveryMetrics metrics, AlertConfig config) {
        this.outbox = outbox;
        this.senders = senders;
        this.metrics = metrics;
        this.pause =
                new RetryPause(config.delivery().firstPause(), config.delivery().longestPause());
        this.mostAttempts = config.delivery().mostAttempts();
        this.mostRefusals = config.delivery().mostRefusals();
        this.uiUrl = config.uiUrl().map(url -> url.replaceFirst("/+$", ""));
        this.databaseTimeout = config.databaseTimeout();
    }

    void deliver(PendingNotification notification) {
        long start = System.nanoTime();
        Outcome outcome = send(notification);
        Attempt attempt = new Attempt(notification, outcome, Duration.ofNanos(System.nanoTime() - start));
        settle(attempt).await().atMost(databaseTimeout);
    }

    private Outcome send(PendingNotification notification) {
        if (notification.isStranded()) {
            return new Outcome.Refused("the channel is gone");
        }
        try {
            Delivery delivery = new Delivery(
                    notification.key(),
                    notification.alertId(),
                    notification.destination().recipient(),
                    notification.createdAt(),
                    notification.message().get(),
                    link(notification));
            return senders.send(
                    notification.projectId(), notification.destination().channelId(), delivery);
        } catch (RuntimeException e) {
            LOG.warnf(e, "Notification %d cannot be sent", notification.notificationId());
            return new Outcome.Failed("it cannot be sent: " + e.getMessage(), Optional.empty());
        }
    }

    private @Nullable String link(PendingNotification notification) {
        return notification.alertId() == null
                ? null
                : uiUrl.map(url -> url + "/alerts/instances/" + notification.alertId())
                        .orElse(null);
    }

    private Uni<Void> settle(Attempt attempt) {
        Outcome outcome = attempt.outcome();
        if (outcome instanceof Outcome.Delivered) {
            metrics.delivered();
            return outbox.delivered(attempt);
        }
        if (outcome instanceof Outcome.Postponed postponed) {
            return pausing(attempt, outbox.postponed(attempt, postponed.pause()), Optional.of(postponed.pause()));
        }
        metrics.failed();
        int most = outcome instanceof Outcome.Refused ? mostRefusals : mostAttempts;
        return attempt.notification().attempt() < most ? tryAgain(attempt) : giveUp(attempt);
    }

    private Uni<Void> giveUp(Attempt attempt) {
        metrics.gaveUp();
        LOG.errorf(
                "Notification %d to %s is given up after %d attempts: %s",
                attempt.notification().notificationId(),
                attempt.notification().destination().channel(),
                attempt.notification().attempt(),
                attempt.outcome().detail());
        return outbox.gaveUp(attempt);
    }

    private Uni<Void> tryAgain(Attempt attempt) {
        PendingNotification notification = attempt.notification();
        Duration own = pause.after(notification.attempt(), ThreadLocalRandom.current());
        Optional<Duration> asked =
                attempt.outcome() instanceof Outcome.Failed failed ? failed.retryAfter() : Optional.empty();
        Duration untilNext = asked.filter(it -> it.compareTo(own) > 0).orElse(own);
        LOG.warnf(
                "Attempt %d to deliver notification %d failed, the next one follows in %s: %s",
                notification.attempt(),
                notification.notificationId(),
                untilNext,
                attempt.outcome().detail());
        return pausing(attempt, outbox.failed(attempt, untilNext), asked);
    }

    /** All that waits for the channel waits until then, and need not be taken one by one to be told so. */
    private Uni<Void> pausing(Attempt attempt, Uni<Void> settled, Optional<Duration> until) {
        PendingNotification notification = attempt.notification();
        return until.isPresent() && notification.destination().channelId() != null
                ? settled.chain(() -> outbox.pauseChannel(notification, until.get()))
                : settled;
    }
}
