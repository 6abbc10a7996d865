package io.observabilityfactory.local.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server on loopback that delivers every message as a file, so that alerts can be read without a mailbox. */
public final class MailFolder implements AutoCloseable {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final SMTPServer server;
    private final AtomicInteger received = new AtomicInteger();

    private MailFolder(Path folder, int port) {
        this.folder = folder;
        this.server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandler((context, from, to, message) -> deliver(message))
                .build();
    }

    public static MailFolder start(Path folder, int port) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        MailFolder mail = new MailFolder(folder, port);
        mail.server.start();
        return mail;
    }

    /** The message is complete under its name or not there at all. */
    private void deliver(byte[] message) {
        String name = NAME.format(Instant.now()) + "-" + received.incrementAndGet() + ".eml";
        try {
            Path partial = Files.write(folder.resolve(name + ".part"), message);
            Files.move(partial, folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The messages so far, oldest first. */
    public List<Path> messages() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
