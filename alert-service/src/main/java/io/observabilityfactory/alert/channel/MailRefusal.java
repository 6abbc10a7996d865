package io.observabilityfactory.alert.channel;

import io.vertx.ext.mail.SMTPException;
import java.util.Set;
import java.util.stream.Stream;

/** What a failure to deliver says of the next attempt. */
final class MailRefusal {

    /** Authentication: our own settings are wrong, which can be mended, and not the mail. */
    private static final Set<Integer> OF_OURSELVES = Set.of(530, 534, 535, 538);

    private MailRefusal() {}

    /** Whether the mail server will not take this mail however often it is asked, an unknown address for instance. */
    static boolean isForGood(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SMTPException refused
                        && refused.isPermanent()
                        && !OF_OURSELVES.contains(refused.getReplyCode()));
    }
}
