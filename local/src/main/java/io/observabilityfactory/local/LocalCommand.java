package io.observabilityfactory.local;

import io.observabilityfactory.database.embedded.PostgresServer;
import io.observabilityfactory.local.demo.Demo;
import io.observabilityfactory.local.mail.MailFolder;
import io.observabilityfactory.local.service.Launcher;
import io.observabilityfactory.local.service.Service;
import io.observabilityfactory.local.service.ServiceProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./quickstart}: starts everything, tells where it is, and stops it with Ctrl-C. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        description = "Starts ObservabilityFactory on this machine: an embedded PostgreSQL and the four services.")
final class LocalCommand implements Callable<Integer> {

    @Option(names = "--demo", description = "Send the traffic of a small fleet of agents and show what comes of it.")
    private boolean demo;

    @Option(
            names = "--data",
            description = "Where database, mail and logs are kept (default: ${DEFAULT-VALUE} in the checkout).",
            defaultValue = ".observability-factory")
    private Path data = Path.of(".observability-factory");

    @Option(names = "--any-ports", description = "Take free ports instead of the standard ones.")
    private boolean anyPorts;

    @Option(names = "--home", hidden = true, description = "The checkout the services were built in.")
    private Path home = Path.of("");

    private final PrintStream out = System.out;
    private volatile boolean stopping;

    public static void main(String[] args) {
        Logger.getLogger("").setLevel(Level.WARNING);
        LocalCommand command = new LocalCommand();
        int status = new CommandLine(command)
                .setExecutionExceptionHandler((failure, commandLine, result) -> command.report(failure))
                .execute(args);
        System.exit(status);
    }

    private int report(Exception failure) throws Exception {
        if (stopping) {
            // What was under way fails because it was asked to stop.
            return 1;
        }
        if (failure instanceof LocalException) {
            System.err.println("\n" + failure.getMessage());
            return 1;
        }
        throw failure;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path dataFolder = home.toAbsolutePath().resolve(data).normalize();
        FileLock lock = lock(dataFolder);
        stopLeftOvers(dataFolder);
        LocalPorts ports = anyPorts ? LocalPorts.free() : LocalPorts.standard();
        refuseTaken(ports);
        out.println("Starting ObservabilityFactory, its data in " + dataFolder);
        LocalSystem system = LocalSystem.of(Launcher.ofCheckout(home.toAbsolutePath()), dataFolder, ports);
        // Before anything is started: PostgreSQL and the services would survive a Ctrl-C.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(system, lock)));
        MailFolder mail =
                LocalSystem.usesOwnMailServer() ? MailFolder.start(dataFolder.resolve("mail"), ports.smtp()) : null;
        system.start(new Progress(out));
        reportUnexpectedEnds(system);
        printAddresses(system, mail);
        if (demo) {
            new Demo(ports, mail, out).run();
        }
        out.println("\nCtrl-C stops everything; the data is kept.");
        new CountDownLatch(1).await();
        return 0;
    }

    /** Two systems on one folder would take each other's database down. */
    private static FileLock lock(Path dataFolder) {
        try {
            Files.createDirectories(dataFolder);
            FileChannel file =
                    FileChannel.open(dataFolder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = file.tryLock();
            if (lock == null) {
                throw new LocalException(
                        "Already running on " + dataFolder + "; stop it first, or use another folder with --data");
            }
            return lock;
        } catch (IOException e) {
            throw new LocalException(dataFolder + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** A launcher that was killed stops nothing; what it left would hold the ports and the database. */
    private void stopLeftOvers(Path dataFolder) {
        try {
            for (Service service : Service.values()) {
                ServiceProcess.stopLeftOver(service, dataFolder).ifPresent(pid -> tellStopped(service.module(), pid));
            }
            PostgresServer.stopLeftOver(dataFolder.resolve("postgres"))
                    .ifPresent(pid -> tellStopped("PostgreSQL", pid));
        } catch (IOException e) {
            throw new LocalException("An earlier start was killed, and left a database running: " + e.getMessage(), e);
        }
    }

    private void tellStopped(String what, long pid) {
        out.println("Stopped " + what + " (process " + pid + "), left behind by an earlier start that was killed");
    }

    private static void refuseTaken(LocalPorts ports) {
        Map<String, Integer> taken = ports.taken();
        if (!taken.isEmpty()) {
            throw new LocalException(
                    "Ports are taken by other programs: " + taken + "\nEnd those programs, or start with --any-ports");
        }
    }

    private void reportUnexpectedEnds(LocalSystem system) {
        for (Service service : Service.values()) {
            system.service(service)
                    .onUnexpectedEnd(() -> System.err.println(service.module() + " has ended; see "
                            + system.service(service).log()));
        }
    }

    private void printAddresses(LocalSystem system, @Nullable MailFolder mail) {
        LocalPorts ports = system.ports();
        out.printf("%nWeb UI          http://localhost:%d%n", ports.query());
        out.printf("Query API       http://localhost:%d/api/v1/agents%n", ports.query());
        out.printf("Budgets         http://localhost:%d/api/v1/budgets%n", ports.query());
        out.printf("OTLP            gRPC localhost:%d, HTTP localhost:%d%n", ports.otlpGrpc(), ports.otlpHttp());
        if (mail != null) {
            out.printf(
                    "Mail            %s (set QUARKUS_MAILER_HOST to send real mail)%n",
                    system.dataFolder().resolve("mail"));
        }
        out.printf("Logs            %s%n", system.dataFolder().resolve("logs"));
        out.printf("%nPoint any OpenTelemetry SDK at it:%n%n");
        out.printf(
                "  export OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:%d OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf%n",
                ports.otlpHttp());
    }

    private void stop(LocalSystem system, FileLock lock) {
        stopping = true;
        out.println("\nStopping ...");
        system.close();
        try {
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println("Stopped.");
    }
}
