package io.observabilityfactory.database.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A PostgreSQL server of this process on loopback, its data in a folder that outlives it. It asks everyone for a password:
 * who is its superuser can run commands as the user it belongs to.
 */
public final class PostgresServer implements AutoCloseable {

    private static final String SUPERUSER = "postgres";
    private static final String KNOWN_PASSWORD = "postgres";
    private static final String WORKING_FOLDER = "ot.epg.working-dir";
    private static final Duration STARTUP_WAIT = Duration.ofSeconds(60);
    private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(30);

    private final EmbeddedPostgres server;
    private final Path dataFolder;
    private final String password;

    private PostgresServer(EmbeddedPostgres server, Path dataFolder, String password) {
        this.server = server;
        this.dataFolder = dataFolder;
        this.password = password;
    }

    /** Starts with a superuser password that everybody knows, {@code postgres}: for a test that names it beforehand. */
    public static PostgresServer start(Path dataFolder, int port) {
        return start(dataFolder, port, KNOWN_PASSWORD);
    }

    /**
     * Starts on a folder, which is made when it is missing. A server left over on it by a process that was killed is shut
     * down first; data of a server that was killed itself is recovered as PostgreSQL does it. When it fails, or the thread
     * is interrupted, nothing is left running.
     *
     * @param port 0 for any free one
     * @param password of the superuser; always the same one for a folder
     * @throws UncheckedIOException when the server does not come up; its log tells why
     */
    public static PostgresServer start(Path dataFolder, int port, String password) {
        try {
            Files.createDirectories(dataFolder.toAbsolutePath().getParent());
            stopLeftOver(dataFolder);
            return new PostgresServer(launch(dataFolder, port, password), dataFolder, password);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start on " + dataFolder, e);
        }
    }

    private static EmbeddedPostgres launch(Path dataFolder, int port, String password) throws IOException {
        unpackPrivately();
        Path passwordFile = Files.createTempFile("initdb", null);
        boolean complete = false;
        try {
            Files.writeString(passwordFile, password);
            EmbeddedPostgres server = durable(dataFolder)
                    .setPort(port)
                    // The way to give initdb more options: nobody is let in without a password, from the beginning.
                    .setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig("pwfile", passwordFile.toString())
                    .setConnectConfig("password", password)
                    .start();
            // The library takes an interrupt while it waits for "the server is ready".
            complete = !Thread.currentThread().isInterrupted();
            if (!complete) {
                throw new InterruptedIOException("interrupted while PostgreSQL started");
            }
            return server;
        } catch (RuntimeException | ExceptionInInitializerError e) {
            throw new IOException("initdb or the unpacking of PostgreSQL failed", e);
        } finally {
            if (!complete) {
                uninterrupted(() -> stopHalfStarted(dataFolder));
            }
            Files.delete(passwordFile);
        }
    }

    /**
     * The library's own choice is a predictable folder that anybody may have made before. It also makes its folder writable
     * for all, hence one inside another. A folder named by the system property is left as it is.
     */
    private static void unpackPrivately() throws IOException {
        if (System.getProperty(WORKING_FOLDER) == null) {
            Path folder = Path.of(System.getProperty("user.home"), ".cache", "observability-factory");
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            System.setProperty(WORKING_FOLDER, folder.resolve("postgres").toString());
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

    /** What initdb and pg_ctl have begun they complete, so that the folder stays usable; then the server is shut down. */
    private static void stopHalfStarted(Path dataFolder) throws IOException {
        List<ProcessHandle> commands = ProcessHandle.current()
                .children()
                .filter(child -> isFor(dataFolder, child))
                .toList();
        for (ProcessHandle command : commands) {
            awaitEnd(command, STARTUP_WAIT);
        }
        stopLeftOver(dataFolder);
    }

    private interface Shutdown {
        void run() throws IOException;
    }

    /** An interrupt is a reason to stop, and must not keep the stopping from being waited for. */
    private static void uninterrupted(Shutdown shutdown) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            shutdown.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Shuts down the server of a process that was killed.
     *
     * @return the number of the process that was shut down, if there was one
     */
    public static Optional<Long> stopLeftOver(Path dataFolder) throws IOException {
        Optional<ProcessHandle> running = postmaster(dataFolder);
        if (running.isPresent()) {
            // SIGINT is the fast shutdown, which does not wait for clients to go; Java itself can only send SIGTERM.
            new ProcessBuilder("kill", "-INT", Long.toString(running.get().pid())).start();
            awaitEnd(running.get(), SHUTDOWN_WAIT);
        }
        return running.map(ProcessHandle::pid);
    }

    private static void awaitEnd(ProcessHandle process, Duration patience) throws IOException {
        try {
            process.onExit().get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while process " + process.pid() + " of PostgreSQL ended", e);
        } catch (Exception e) {
            throw new IOException(
                    "process " + process.pid() + " of PostgreSQL does not end; end it and start again", e);
        }
    }

    /** The running server process of a data folder, as its pid file tells; the process is looked at, as pids recur. */
    public static Optional<ProcessHandle> postmaster(Path dataFolder) throws IOException {
        Path pidFile = dataFolder.resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .flatMap(PostgresServer::process)
                    .filter(process -> process.info()
                            .command()
                            .map(it -> it.endsWith("postgres"))
                            .orElse(false))
                    .filter(process -> isFor(dataFolder, process));
        }
    }

    /** A crash of the machine may leave a pid file that is empty or broken: no process then. */
    private static Optional<ProcessHandle> process(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isFor(Path dataFolder, ProcessHandle process) {
        return process.info().arguments().stream()
                .flatMap(Stream::of)
                .anyMatch(argument -> isSame(dataFolder, argument));
    }

    private static boolean isSame(Path folder, String argument) {
        try {
            return Files.isSameFile(folder, Path.of(argument));
        } catch (IOException | java.nio.file.InvalidPathException e) {
            return false;
        }
    }

    public int port() {
        return server.getPort();
    }

    public Path dataFolder() {
        return dataFolder;
    }

    /** The superuser's. */
    public String password() {
        return password;
    }

    /** A database of this server, as its superuser. */
    public DataSource database(String name) {
        return database(name, SUPERUSER, password);
    }

    public DataSource database(String name, String user, String itsPassword) {
        return server.getDatabase(user, name, Map.of("password", itsPassword));
    }

    /** Fast shutdown: open transactions are rolled back, committed ones are on disk. */
    @Override
    public void close() {
        try {
            uninterrupted(() -> {
                server.close();
                // The library waits for five seconds only.
                stopLeftOver(dataFolder);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL on " + dataFolder + " did not shut down", e);
        }
    }
}
