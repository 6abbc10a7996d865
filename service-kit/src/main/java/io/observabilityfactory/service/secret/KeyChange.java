package io.observabilityfactory.service.secret;

import io.observabilityfactory.service.secret.SecretBox.NotReadableException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Encrypts with the present key what previous ones have encrypted, so that these can be thrown away. To be done again and again, as a
 * replica that does not know the present key yet may go on using the previous one.
 */
public final class KeyChange {

    private static final Logger LOG = Logger.getLogger(KeyChange.class);

    private final SecretBox box;
    private final String owners;
    private String told = "";

    /** @param owners whose secrets they are, as in "channels" */
    public KeyChange(SecretBox box, String owners) {
        this.box = box;
        this.owners = owners;
    }

    /**
     * A secret as it is kept.
     *
     * @param place where it belongs
     * @param replace keeps another box in its stead, unless it has been changed meanwhile
     */
    public record Kept(byte[] closed, String place, Consumer<byte[]> replace) {}

    /** What fails is logged, and tried again the next time. Without previous keys there is nothing to do. */
    public void closeAnew(Supplier<Stream<Kept>> secrets) {
        if (!box.hasPreviousKeys()) {
            return;
        }
        try {
            long unreadable =
                    secrets.get().filter(secret -> !hasPresentKey(secret)).count();
            tell(
                    unreadable == 0
                            ? "The secrets of all " + owners
                                    + " are encrypted with the present key; the previous ones are not needed"
                            : "No key opens the secrets of " + unreadable + " " + owners
                                    + "; all others have the present one");
        } catch (RuntimeException e) {
            LOG.warnf("Secrets of %s are not encrypted anew, which is tried again: %s", owners, e);
        }
    }

    private void tell(String news) {
        if (!news.equals(told)) {
            told = news;
            LOG.info(news);
        }
    }

    /** Whether it has now, or had before. */
    private boolean hasPresentKey(Kept secret) {
        if (box.isPresent(secret.closed())) {
            return true;
        }
        try {
            secret.replace().accept(box.close(box.open(secret.closed(), secret.place()), secret.place()));
            return true;
        } catch (NotReadableException e) {
            LOG.debugf("A secret of %s: %s", owners, e.getMessage());
            return false;
        }
    }
}
