package io.observabilityfactory.alert.channel;

import io.observabilityfactory.alert.AlertConfig;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MailTemplate.MailTemplateInstance;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Hands a message to the mail server; done when the server has taken it. */
@ApplicationScoped
class MailSender implements Sender {

    private static final int LONGEST_DETAIL = 300;
    private static final int LONGEST_SUBJECT = 250;

    private final Duration timeout;
    private final Executor eventLoop;

    MailSender(AlertConfig config, Vertx vertx) {
        this.timeout = config.delivery().timeout();
        Context context = ((VertxInternal) vertx).createEventLoopContext();
        this.eventLoop = work -> context.runOnContext(ignored -> work.run());
    }

    @Override
    public ChannelType type() {
        return ChannelType.EMAIL;
    }

    @Override
    public Outcome send(Channel channel, Delivery delivery) {
        return send(delivery, channel.title(delivery.message()), channel.ownText(delivery.message()));
    }

    /** To a recipient that a rule names, without a channel. */
    Outcome send(Delivery delivery) {
        return send(delivery, delivery.message().subject(), Optional.empty());
    }

    private Outcome send(Delivery delivery, String subject, Optional<String> ownText) {
        try {
            MailTemplateInstance mail = AlertMail.of(delivery.message(), ownText, delivery.link())
                    .mail(new Mail().addHeader("Message-ID", messageId(delivery)))
                    .to(Objects.requireNonNull(delivery.recipient()))
                    .subject(line(subject));
            // On the event loop that the connection is on: asked from another thread, the client can miss the greeting
            // of
            // the server, and waits for it until the time is over.
            Uni.createFrom()
                    .deferred(mail::send)
                    .runSubscriptionOn(eventLoop)
                    .await()
                    .atMost(timeout);
            return new Outcome.Delivered("the mail server took it");
        } catch (TimeoutException e) {
            return new Outcome.Failed(
                    "the mail server did not answer within " + timeout.toSeconds() + " s", Optional.empty());
        } catch (RuntimeException e) {
            return MailRefusal.isForGood(e)
                    ? new Outcome.Refused(describe(e))
                    : new Outcome.Failed(describe(e), Optional.empty());
        }
    }

    private static String line(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
    }

    /** The same for every attempt, so that whoever gets a mail twice can tell. */
    private static String messageId(Delivery delivery) {
        return "<" + delivery.key() + "@observability-factory>";
    }

    /** What the mail server or the network said; neither repeats our credentials. */
    private static String describe(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String text = String.valueOf(root.getMessage() == null ? root : root.getMessage());
        return text.substring(0, Math.min(text.length(), LONGEST_DETAIL));
    }
}
