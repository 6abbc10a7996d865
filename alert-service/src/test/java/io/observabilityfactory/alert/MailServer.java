package io.observabilityfactory.alert;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.observabilityfactory.testkit.FreePort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An SMTP server on a port of its own, which tests can take away and bring back. */
public final class MailServer implements QuarkusTestResourceLifecycleManager {

    private final int port = FreePort.find();
    private final GreenMail server = new GreenMail(new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP));

    @Override
    public Map<String, String> start() {
        server.start();
        return Map.of("quarkus.mailer.host", "localhost", "quarkus.mailer.port", Integer.toString(port));
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(MailServer.class));
    }

    public List<MimeMessage> mailsTo(String recipient) {
        return Stream.of(server.getReceivedMessages())
                .filter(mail -> recipients(mail).contains(recipient))
                .toList();
    }

    public List<String> subjectsTo(String recipient) {
        return mailsTo(recipient).stream().map(mail -> header(mail, "Subject")).toList();
    }

    public static String header(MimeMessage mail, String name) {
        try {
            return mail.getHeader(name, null);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> recipients(MimeMessage mail) {
        try {
            return Arrays.stream(mail.getAllRecipients()).map(Address::toString).toList();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
