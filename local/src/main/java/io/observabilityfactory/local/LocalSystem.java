package io.observabilityfactory.local;

import io.observabilityfactory.local.service.Service;
import io.observabilityfactory.local.service.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
    private final LocalPorts ports;
    private final Path dataFolder;

    private LocalSystem(LocalPorts ports, Path dataFolder) {
        this.ports = ports;
        this.dataFolder = dataFolder;
    }

    /**
     * Starts everything and returns when all services are ready; what was started is stopped should anything fail.
     *
     * @param home the checkout the services were built in
     * @param dataFolder where the database and the logs are kept
     * @param ports whose mail port is where mail goes, unless the environment names another mail server
     * @throws LocalException when something does not start
     */
    public static LocalSystem start(Path home, Path dataFolder, LocalPorts ports, Progress progress) {
        LocalSystem system = new LocalSystem(ports, dataFolder);
        try {
            system.startAll(home, progress);
            return system;
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    private void startAll(Path home, Progress progress) {
        Path logs = createFolder(dataFolder.resolve("logs"));
        database = progress.step(
                "PostgreSQL", () -> LocalDatabase.start(dataFolder.resolve("postgres"), ports.postgres()));
        started.push(database);
        Map<String, String> shared = new HashMap<>(database.settings());
        shared.putAll(mailSettings());
        for (Service service : Service.values()) {
            ServiceProcess process = ServiceProcess.start(service, home, logs, ports, shared);
            services.put(service, process);
            started.push(process::stop);
        }
        services.forEach((service, process) -> progress.step(service.module(), () -> {
            process.awaitReady();
            return process;
        }));
    }

    private static Path createFolder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** Stops the services, each after what it has under way, then the database. */
    @Override
    public void close() {
        services.values().forEach(ServiceProcess::expectEnd);
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.err.println("Not stopped cleanly: " + e.getMessage());
            }
        }
    }
}
