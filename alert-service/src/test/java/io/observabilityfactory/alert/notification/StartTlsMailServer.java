package io.observabilityfactory.alert.notification;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * An SMTP server that takes no command before the connection was encrypted by STARTTLS, with a certificate that no public
 * authority knows; and that answers each recipient as a test says.
 */
public final class StartTlsMailServer implements QuarkusTestResourceLifecycleManager {

    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "mail";

    private final ServerSocket socket = open();
    private final AtomicInteger mails = new AtomicInteger();
    private volatile String answer = "250 fine";
    private volatile SSLSocketFactory tls;

    @Override
    public Map<String, String> start() {
        Path certificate = makeCertificate();
        startDaemon(this::serve);
        return Map.of(
                "quarkus.mailer.host",
                "localhost",
                "quarkus.mailer.port",
                Integer.toString(socket.getLocalPort()),
                "quarkus.mailer.start-tls",
                "REQUIRED",
                "quarkus.mailer.tls-configuration-name",
                "mail",
                "quarkus.mailer.tls",
                "false",
                "quarkus.tls.mail.trust-store.pem.certs",
                certificate.toString());
    }

    void answerRecipients(String newAnswer) {
        answer = newAnswer;
    }

    /** How many it has taken. */
    int mails() {
        return mails.get();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(StartTlsMailServer.class));
    }

    @Override
    public void stop() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key of its own, and where its certificate is. */
    private Path makeCertificate() {
        try {
            Path folder = Files.createTempDirectory("mail-server");
            Path keys = folder.resolve("keys.p12");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-keystore",
                            keys.toString(),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD,
                            "-alias",
                            ALIAS,
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "SAN=dns:localhost")
                    .inheritIO()
                    .start();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool ends with " + keytool.exitValue());
            }
            KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
            tls = socketFactory(store);
            return Files.writeString(folder.resolve("certificate.pem"), pem(store));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static SSLSocketFactory socketFactory(KeyStore store) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getSocketFactory();
    }

    private static String pem(KeyStore store) throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(store.getCertificate(ALIAS).getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /** The client keeps connections, so each has a thread of its own. */
    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                startDaemon(() -> talkTo(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talkTo(Socket client) {
        try (client) {
            say(client, "220 mail");
            if (talkInTheOpen(client)) {
                talkEncrypted((Socket) tls.createSocket(client, InputStream.nullInputStream(), true));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the client wants to go on encrypted. */
    private static boolean talkInTheOpen(Socket client) throws IOException {
        BufferedReader lines = lines(client);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("STARTTLS")) {
                say(client, "220 go ahead");
                return true;
            }
            if (line.startsWith("QUIT")) {
                say(client, "221 bye");
                return false;
            }
            say(
                    client,
                    line.startsWith("EHLO") ? "250-mail\r\n250 STARTTLS" : "530 must issue a STARTTLS command first");
        }
        return false;
    }

    private void talkEncrypted(Socket client) throws IOException {
        BufferedReader lines = lines(client);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("QUIT")) {
                say(client, "221 bye");
                return;
            }
            if (line.startsWith("DATA")) {
                say(client, "354 go on");
                skipMail(lines);
                mails.incrementAndGet();
            }
            say(client, line.startsWith("RCPT") ? answer : "250 fine");
        }
    }

    private static void skipMail(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.equals(".")) {
            line = lines.readLine();
        }
    }

    private static BufferedReader lines(Socket client) throws IOException {
        return new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static void startDaemon(Runnable work) {
        Thread thread = new Thread(work, "start-tls-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static ServerSocket open() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
