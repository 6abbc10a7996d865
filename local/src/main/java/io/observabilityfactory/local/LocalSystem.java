package io.observabilityfactory.local;

import io.observabilityfactory.local.service.Launcher;
import io.observabilityfactory.local.service.Service;
import io.observabilityfactory.local.service.ServiceProcess;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** PostgreSQL and the four services, started together and stopped in reverse order. */
public final class LocalSystem implements AutoCloseable {

    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private @Nullable LocalDatabase database;
    private final Launcher launcher;
    private final Path dataFolder;
    private final LocalPorts ports;
    private @Nullable Thread starting;
    private boolean closing;

    private LocalSystem(Launcher launcher, Path dataFolder, LocalPorts ports) {
        this.launcher = launcher;
        this.dataFolder = dataFolder;
        this.ports = ports;
    }

    /**
     * A system of which nothing runs yet.
     *
     * @param launcher how the services are run
     * @param dataFolder where the database and the logs are kept
     * @param ports whose mail port is where mail goes, unless the environment names another mail server
     */
    public static LocalSystem of(Launcher launcher, Path dataFolder, LocalPorts ports) {
        return new LocalSystem(launcher, dataFolder, ports);
    }

    /**
     * Starts everything and returns when all services are ready; what was started is stopped should anything fail.
     *
     * @throws LocalException when something does not start
     * @see #of
     */
    public static LocalSystem start(Launcher launcher, Path dataFolder, LocalPorts ports, Progress progress) {
        LocalSystem system = of(launcher, dataFolder, ports);
        try {
            system.start(progress);
            return system;
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    /**
     * Starts everything and returns when all services are ready. Another thread may {@link #close} the system meanwhile.
     *
     * @throws LocalException when something does not start, or the system was closed; close it to stop what was started
     */
    public void start(Progress progress) {
        beginStart();
        try {
            startDatabase(progress);
            startServices(progress);
        } finally {
            endStart();
        }
    }

    private synchronized void beginStart() {
        refuseWhenClosing();
        starting = Thread.currentThread();
    }

    private synchronized void endStart() {
        starting = null;
        notifyAll();
    }

    private synchronized void refuseWhenClosing() {
        if (closing) {
            throw new LocalException("Stopped before everything was started");
        }
    }

    private void startDatabase(Progress progress) {
        database = progress.step(
                "PostgreSQL", () -> LocalDatabase.start(dataFolder.resolve("postgres"), ports.postgres()));
        started.push(database);
    }

    private void startServices(Progress progress) {
        Map<String, String> shared = new HashMap<>(database().settings());
        shared.putAll(mailSettings());
        shared.putAll(SelfTelemetry.settings(database(), ports));
        shared.putAll(ChannelSettings.of(dataFolder));
        for (Service service : Service.values()) {
            refuseWhenClosing();
            ServiceProcess process = ServiceProcess.start(service, launcher, dataFolder, ports, shared);
            services.put(service, process);
            started.push(process::stop);
        }
        services.forEach((service, process) -> progress.step(service.module(), () -> {
            process.awaitReady();
            return process;
        }));
    }

    /** Settings in this process's environment are inherited by the services as they are. */
    private Map<String, String> mailSettings() {
        return usesOwnMailServer()
                ? Map.of("QUARKUS_MAILER_HOST", "localhost", "QUARKUS_MAILER_PORT", Integer.toString(ports.smtp()))
                : Map.of();
    }

    /** Whether mail goes to {@link LocalPorts#smtp()}: unless the environment names a mail server. */
    public static boolean usesOwnMailServer() {
        return System.getenv("QUARKUS_MAILER_HOST") == null;
    }

    public LocalDatabase database() {
        return Objects.requireNonNull(database);
    }

    public ServiceProcess service(Service service) {
        return services.get(service);
    }

    public LocalPorts ports() {
        return ports;
    }

    public Path dataFolder() {
        return dataFolder;
    }

    /** Stops the services, each after what it has under way, then the database; a start under way is given up. */
    @Override
    public void close() {
        endStartUnderWay();
        services.values().forEach(ServiceProcess::expectEnd);
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.err.println("Not stopped cleanly: " + e.getMessage());
            }
        }
    }

    private synchronized void endStartUnderWay() {
        closing = true;
        if (starting != null) {
            starting.interrupt();
        }
        while (starting != null) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
