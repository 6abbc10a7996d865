package io.observabilityfactory.alert.notification;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** An SMTP server that speaks TLS from the first byte, and takes mails of a user with a password only. */
public final class SecureMailServer implements QuarkusTestResourceLifecycleManager {

    static final String PASSWORD = "s3cr3t-0f-mail";

    private final GreenMail server =
            new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTPS).dynamicPort());

    @Override
    public Map<String, String> start() {
        server.withConfiguration(GreenMailConfiguration.aConfig().withUser("alerts@example.com", "alerts", PASSWORD));
        server.start();
        server.getManagers().getUserManager().setAuthRequired(true);
        return Map.of(
                "quarkus.mailer.host", "localhost",
                "quarkus.mailer.port", Integer.toString(server.getSmtps().getPort()),
                "quarkus.mailer.tls", "true",
                "quarkus.mailer.tls-configuration-name", "mail",
                "quarkus.tls.mail.trust-all", "true",
                "quarkus.tls.mail.hostname-verification-algorithm", "NONE",
                "quarkus.mailer.login", "REQUIRED",
                "quarkus.mailer.username", "alerts",
                "quarkus.mailer.password", PASSWORD);
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(SecureMailServer.class));
    }

    int mails() {
        return server.getReceivedMessages().length;
    }
}
