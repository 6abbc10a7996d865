package io.observabilityfactory.database.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** A PostgreSQL server of this process on loopback, its data in a folder that outlives it. */
public final class PostgresServer implements AutoCloseable {

    private static final Duration STARTUP_WAIT = Duration.ofSeconds(60);
    private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(30);

    private final EmbeddedPostgres server;
    private final Path dataFolder;

    private PostgresServer(EmbeddedPostgres server, Path dataFolder) {
        this.server = server;
        this.dataFolder = dataFolder;
    }

    /**
     * Starts on a folder, which is made when it is missing. A server left over on it by a process that was killed is shut
     * down first; data of a server that was killed itself is recovered as PostgreSQL does it.
     *
     * @param port 0 for any free one
     * @throws UncheckedIOException when the server does not come up; its log tells why
     */
    public static PostgresServer start(Path dataFolder, int port) {
        try {
            Files.createDirectories(dataFolder.toAbsolutePath().getParent());
            stopLeftOver(dataFolder);
            return new PostgresServer(durable(dataFolder).setPort(port).start(), dataFolder);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start on " + dataFolder, e);
        }
    }

    /** The library's defaults trade durability for speed; acknowledged has to mean committed here too. */
    private static EmbeddedPostgres.Builder durable(Path dataFolder) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(dataFolder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(STARTUP_WAIT)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("listen_addresses", "localhost")
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        dataFolder.resolveSibling("postgres.log").toFile()));
    }

    private static void stopLeftOver(Path dataFolder) throws IOException {
        Optional<ProcessHandle> running = postmaster(dataFolder);
        if (running.isEmpty()) {
            return;
        }
        // SIGINT is the fast shutdown, which does not wait for clients to go; Java itself can only send SIGTERM.
        new ProcessBuilder("kill", "-INT", Long.toString(running.get().pid())).start();
        try {
            running.get().onExit().get(SHUTDOWN_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the PostgreSQL left over on " + dataFolder + " shut down", e);
        } catch (Exception e) {
            throw new IOException(
                    "process " + running.get().pid() + ", a PostgreSQL left over on " + dataFolder
                            + ", does not shut down; end it and start again",
                    e);
        }
    }

    /** The running server process of a data folder, as its pid file tells; the process is looked at, as pids recur. */
    public static Optional<ProcessHandle> postmaster(Path dataFolder) throws IOException {
        Path pidFile = dataFolder.resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return Optional.empty();
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        return ProcessHandle.of(pid).filter(process -> process.info()
                .command()
                .map(it -> it.endsWith("postgres"))
                .orElse(false));
    }

    public int port() {
        return server.getPort();
    }

    public Path dataFolder() {
        return dataFolder;
    }

    /** A database of this server, as its superuser. */
    public DataSource database(String name) {
        return server.getDatabase("postgres", name);
    }

    /** Fast shutdown: open transactions are rolled back, committed ones are on disk. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL on " + dataFolder + " did not shut down", e);
        }
    }
}
