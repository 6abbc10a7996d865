package io.observabilityfactory.alert.notification;

import io.quarkus.mailer.Mail;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Hands a notification to the mail server; done when the server has taken it. */
@ApplicationScoped
class MailDelivery {

    Uni<Void> send(PendingNotification notification) {
        BudgetMail mail = BudgetMail.of(notification);
        return mail.mail(new Mail().addHeader("Message-ID", messageId(notification)))
                .to(notification.recipient())
                .subject(mail.subject())
                .send();
    }

    /**
     * The same for every attempt, so that whoever gets a mail twice can tell. The moment keeps apart what installations
     * with the same numbers send to the same mailbox.
     */
    private static String messageId(PendingNotification notification) {
        return "<notification-" + notification.notificationId() + "."
                + notification.firedAt().toEpochMilli() + "@observability-factory>";
    }
}
