package io.observabilityfactory.local.service;

import io.observabilityfactory.local.LocalException;
import io.observabilityfactory.local.LocalPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A service as a process: its settings are environment variables, its output goes to a file. */
public final class ServiceProcess {

    /** The one that Java chooses by itself in a container as small as the services', and the least work for heaps like these. */
    private static final String COLLECTOR = "-XX:+UseSerialGC";

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);
    private static final int LOG_TAIL_LINES = 15;

    private final Service service;
    private final URI ready;
    private final Path log;
    private final PidFile pidFile;
    private final ProcessBuilder builder;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;
    private volatile boolean ending;

    private ServiceProcess(Service service, URI ready, Path log, PidFile pidFile, ProcessBuilder builder) {
        this.service = service;
        this.ready = ready;
        this.log = log;
        this.pidFile = pidFile;
        this.builder = builder;
        this.process = launch(builder, pidFile);
    }

    /**
     * Starts a service; it is not ready yet.
     *
     * @param dataFolder where its log is kept, and the number of its process
     * @param shared settings all services have in common
     */
    public static ServiceProcess start(
            Service service, Launcher launcher, Path dataFolder, LocalPorts ports, Map<String, String> shared) {
        Path log = createFolder(dataFolder.resolve("logs")).resolve(service.module() + ".log");
        PidFile pidFile = PidFile.of(service, dataFolder);
        ProcessBuilder builder = new ProcessBuilder(
                        launcher.command(service, List.of("-Xmx" + service.heap(), COLLECTOR, pidFile.mark())))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        int managementPort = service.managementPort(ports);
        builder.environment().putAll(shared);
        builder.environment().putAll(service.settings(ports));
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_HOST", "127.0.0.1",
                        "OBSERVABILITY_FACTORY_ACCESS_KEY_REQUIRED", "false",
                        "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
                        "QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort)));
        URI ready = URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready");
        return new ServiceProcess(service, ready, log, pidFile, builder);
    }

    private static Path createFolder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launch(ProcessBuilder builder, PidFile pidFile) {
        try {
            Process process = builder.start();
            try {
                pidFile.write(process.pid());
            } catch (IOException e) {
                process.destroyForcibly();
                throw e;
            }
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Stops the process that a start on this folder left behind when it was killed.
     *
     * @return the number of the process that was stopped, if there was one
     */
    public static Optional<Long> stopLeftOver(Service service, Path dataFolder) {
        Optional<ProcessHandle> running = PidFile.of(service, dataFolder).running();
        running.ifPresent(process -> {
            process.destroy();
            process.onExit()
                    .completeOnTimeout(process, STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)
                    .join();
            process.destroyForcibly();
            process.onExit().join();
        });
        return running.map(ProcessHandle::pid);
    }

    /** Returns when the service can do its work. */
    public void awaitReady() {
        Instant deadline = Instant.now().plus(READY_WITHIN);
        while (!isReady()) {
            if (!process.isAlive()) {
                throw new LocalException(service.module() + " ended with status " + process.exitValue() + tail());
            }
            if (Instant.now().isAfter(deadline)) {
                throw new LocalException(
                        service.module() + " is not ready after " + READY_WITHIN.toSeconds() + " s" + tail());
            }
            pause();
        }
    }

    private boolean isReady() {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("interrupted while waiting for " + service.module(), e);
        }
    }

    private void pause() {
        try {
            process.waitFor(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("interrupted while waiting for " + service.module(), e);
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            List<String> last = lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size());
            return "; the end of " + log + ":\n" + String.join("\n", last);
        } catch (IOException e) {
            return "; its log " + log + " cannot be read: " + e.getMessage();
        }
    }

    /**
     * Runs {@code report} should the process end without being asked to. Ctrl-C reaches all processes of a terminal at once,
     * this one perhaps first: the report waits a moment for {@link #expectEnd}.
     */
    public void onUnexpectedEnd(Runnable report) {
        Executor afterAMoment = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);
        process.onExit()
                .thenAcceptAsync(
                        ended -> {
                            if (!ending) {
                                report.run();
                            }
                        },
                        afterAMoment);
    }

    /** From now on it is no news when the process ends. */
    public void expectEnd() {
        ending = true;
    }

    public Path log() {
        return log;
    }

    public Service service() {
        return service;
    }

    /** Asks the process to end, which it does after it has answered what is under way. */
    public void stop() {
        expectEnd();
        process.destroy();
        try {
            if (!process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the process at once, as a crash does ({@code kill -9}), and returns when it is gone. */
    public void kill() {
        expectEnd();
        process.destroyForcibly().onExit().join();
    }

    /** Starts it anew after it has ended. */
    public void startAgain() {
        process = launch(builder, pidFile);
        ending = false;
    }
}
