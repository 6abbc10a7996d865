package io.observabilityfactory.alert.notification;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An SMTP server that takes no recipient, and says why. */
public final class RefusingMailServer implements QuarkusTestResourceLifecycleManager {

    private final ServerSocket socket = open();
    private volatile String answer = "550 no such user";

    @Override
    public Map<String, String> start() {
        startDaemon(this::serve);
        return Map.of(
                "quarkus.mailer.host", "localhost", "quarkus.mailer.port", Integer.toString(socket.getLocalPort()));
    }

    void refuseWith(String newAnswer) {
        answer = newAnswer;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(RefusingMailServer.class));
    }

    @Override
    public void stop() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        try (client;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            say(client, "220 refusing");
            String line = lines.readLine();
            while (line != null && !line.startsWith("QUIT")) {
                say(client, line.startsWith("RCPT") ? answer : "250 fine");
                line = lines.readLine();
            }
            say(client, "221 bye");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void startDaemon(Runnable work) {
        Thread thread = new Thread(work, "refusing-mail-server");
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
