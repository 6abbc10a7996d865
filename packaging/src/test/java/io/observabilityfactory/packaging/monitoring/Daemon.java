package io.observabilityfactory.packaging.monitoring;

import static io.observabilityfactory.testkit.Patience.await;

import io.observabilityfactory.packaging.Tool;
import io.observabilityfactory.testkit.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program that serves HTTP on loopback until it is closed. */
final class Daemon implements AutoCloseable {

    private final Process process;
    private final Path log;
    private final URI address;
    private final HttpClient http = HttpClient.newHttpClient();

    private Daemon(Process process, Path log, URI address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /** Starts it in its folder and returns when it is ready. */
    static Daemon start(Tool tool, Path folder, int port, String... arguments) throws IOException {
        Path log = folder.resolve(tool.path().getFileName() + ".log");
        Process process = tool.command(arguments)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Daemon daemon = new Daemon(process, log, URI.create("http://127.0.0.1:" + port));
        try {
            await().until(daemon::isReady);
            return daemon;
        } catch (RuntimeException e) {
            daemon.close();
            throw new IllegalStateException(Files.readString(log), e);
        }
    }

    private boolean isReady() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("ended with status " + process.exitValue());
        }
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(Patience.A_WHILE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    Path log() {
        return log;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(Patience.A_WHILE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
