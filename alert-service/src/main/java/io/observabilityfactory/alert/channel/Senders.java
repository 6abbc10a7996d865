package io.observabilityfactory.alert.channel;

import io.observabilityfactory.alert.AlertConfig;
import io.observabilityfactory.service.problem.ProblemException;
import io.quarkus.arc.All;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/**
 * Sends to any channel. Each has a breaker: while most of its attempts fail it is left alone, so that a dead one takes no time from
 * the others; after a pause a single attempt tells whether it is back. Trying again is up to the outbox, whose pauses outlive a
 * restart.
 */
@ApplicationScoped
public class Senders {

    private static final long PLAIN_MAIL = 0;
    private static final int BREAKER_WINDOW = 6;
    private static final double BREAKER_RATIO = 0.75;

    private final Channels channels;
    private final MailSender mail;
    private final Map<ChannelType, Sender> senders = new EnumMap<>(ChannelType.class);
    private final Map<Long, TypedGuard<Outcome>> guards = new ConcurrentHashMap<>();
    private final Duration breakerPause;
    private final Duration databaseTimeout;

    Senders(Channels channels, MailSender mail, @All List<Sender> all, AlertConfig config) {
        this.channels = channels;
        this.mail = mail;
        this.breakerPause = config.delivery().breakerPause();
        this.databaseTimeout = config.databaseTimeout();
        all.forEach(sender -> senders.put(sender.type(), sender));
    }

    /** @param channelId null for a mail to the delivery's recipient alone */
    public Outcome send(int projectId, @Nullable Long channelId, Delivery delivery) {
        TypedGuard<Outcome> guard =
                guards.computeIfAbsent(channelId == null ? PLAIN_MAIL : channelId, id -> newGuard());
        try {
            return guard.call(() -> attempt(projectId, channelId, delivery));
        } catch (FailedAttempt e) {
            return e.outcome;
        } catch (CircuitBreakerOpenException e) {
            return new Outcome.Postponed("most attempts of late failed", breakerPause);
        } catch (ProblemException e) {
            return new Outcome.Refused("the channel is gone");
        } catch (Exception e) {
            return new Outcome.Failed("it could not be sent: " + e.getMessage(), Optional.empty());
        }
    }

    /** For the test button: whatever the breaker thinks. */
    Outcome sendOnce(Channel channel, Delivery delivery) {
        return sender(channel).send(channel, delivery);
    }

    private Outcome attempt(int projectId, @Nullable Long channelId, Delivery delivery) throws FailedAttempt {
        Outcome outcome = channelId == null ? mail.send(delivery) : attempt(projectId, channelId.longValue(), delivery);
        if (outcome instanceof Outcome.Failed) {
            throw new FailedAttempt(outcome);
        }
        return outcome;
    }

    private Outcome attempt(int projectId, long channelId, Delivery delivery) {
        Channel channel = await(channels.open(projectId, channelId));
        return sender(channel).send(channel, delivery);
    }

    private Sender sender(Channel channel) {
        Sender sender = senders.get(channel.type());
        if (sender == null) {
            throw new IllegalStateException(
                    "nobody sends to channels of type " + channel.type().code());
        }
        return sender;
    }

    private <T> T await(Uni<T> answer) {
        return answer.await().atMost(databaseTimeout);
    }

    private TypedGuard<Outcome> newGuard() {
        return TypedGuard.create(Outcome.class)
                .withCircuitBreaker()
                .requestVolumeThreshold(BREAKER_WINDOW)
                .failureRatio(BREAKER_RATIO)
                .delay(breakerPause.toMillis(), ChronoUnit.MILLIS)
                .failOn(FailedAttempt.class)
                .done()
                .build();
    }

    /** What the breaker counts. */
    private static final class FailedAttempt extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Outcome outcome;

        FailedAttempt(Outcome outcome) {
            super(outcome.detail(), null, false, false);
            this.outcome = outcome;
        }
    }
}
