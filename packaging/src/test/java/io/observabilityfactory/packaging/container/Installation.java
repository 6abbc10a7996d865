package io.observabilityfactory.packaging.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.database.embedded.PasswordFile;
import io.observabilityfactory.database.embedded.PostgresServer;
import io.observabilityfactory.packaging.ServiceModule;
import io.observabilityfactory.packaging.chart.Chart;
import io.observabilityfactory.testkit.FreePort;
import io.observabilityfactory.testkit.HeldLock;
import io.observabilityfactory.testkit.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The chart's Deployments and setup Job as processes, with the environment that the chart gives them, on one PostgreSQL. */
final class Installation implements AutoCloseable {

    static final String ADMIN_KEY = "sk-of-admin-of-this-test";

    private static final String DATABASE = "observability";

    private static final String PATIENT = Patience.A_WHILE.toSeconds() + "s";

    /**
     * The delay gives a slow machine the time to take a pod out of its Service; nodes need less than the chart's default. Nothing
     * fails there for taking long.
     */
    private static final Map<String, String> VALUES = Map.of(
            "ingestService.replicas",
            "2",
            "telemetry.metricExportInterval",
            "10s",
            "defaults.shutdown.delaySeconds",
            "30",
            "defaults.env.QUARKUS_SHUTDOWN_TIMEOUT",
            PATIENT,
            "defaults.env.OBSERVABILITY_FACTORY_DATABASE_TIMEOUT",
            PATIENT,
            "ingestService.env.OBSERVABILITY_FACTORY_INGEST_STORE_COMMIT_TIMEOUT",
            PATIENT);

    private final Path folder;
    private final String password = PasswordFile.random();
    private final Set<Integer> takenPorts = new HashSet<>();
    private final int postgresPort = freePort();
    private final Map<ServiceModule, Deployment> deployments = new EnumMap<>(ServiceModule.class);
    private final PodEnvironment environment;
    private @Nullable PostgresServer postgres;

    Installation(Path folder) throws IOException {
        this.folder = folder;
        for (ServiceModule service : ServiceModule.values()) {
            deployments.put(service, new Deployment(service, this::startPod));
        }
        this.environment = new PodEnvironment(Chart.render(VALUES), secrets(), addresses());
    }

    private Map<String, String> secrets() {
        return Map.of(
                "postgres-password",
                password,
                "admin-api-key",
                ADMIN_KEY,
                "telemetry-api-key",
                "sk-of-telemetry-of-this-test",
                "alert-secret-key",
                "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "ingest-secret-key",
                "MzIxMHpmZWRjYmE5ODc2NTQzMjEwZmVkY2JhOTg3NjU=",
                "ui-session-key",
                "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=");
    }

    /** Of the cluster's addresses, each by the one that stands for it here. */
    private Map<String, String> addresses() {
        Map<String, String> addresses = new HashMap<>();
        addresses.put(PodEnvironment.prefix() + "-postgres:5432", "127.0.0.1:" + postgresPort);
        deployments.forEach((service, deployment) -> service.ports()
                .forEach((name, port) -> addresses.put(
                        PodEnvironment.prefix() + "-" + service.module() + ":" + port, deployment.address(name))));
        return addresses;
    }

    /** Starts the pods of all Deployments; they are not ready yet. */
    void startPods() throws IOException {
        for (ServiceModule service : ServiceModule.values()) {
            deployment(service)
                    .start(environment
                            .object("Deployment", service.module())
                            .at("/spec/replicas")
                            .intValue());
        }
    }

    Deployment deployment(ServiceModule service) {
        return deployments.get(service);
    }

    Collection<Deployment> deployments() {
        return deployments.values();
    }

    private Replica startPod(ServiceModule service) throws IOException {
        return startAlone(service, Map.of());
    }

    /**
     * Starts a pod that no Service sends anything to.
     *
     * @param changes of the environment that the chart gives it
     */
    Replica startAlone(ServiceModule service, Map<String, String> changes) throws IOException {
        Map<String, Integer> ports =
                service.ports().keySet().stream().collect(Collectors.toMap(Function.identity(), name -> freePort()));
        Map<String, String> changed = environment.of("Deployment", service.module());
        changed.putAll(changes);
        return Replica.start(service, changed, ports, folder);
    }

    /** Never the same twice, as it may be a while until somebody listens there. */
    private int freePort() {
        int port = FreePort.find();
        while (!takenPorts.add(port)) {
            port = FreePort.find();
        }
        return port;
    }

    /** As the StatefulSet starts it: a user that owns an empty database. */
    void startPostgres() throws SQLException {
        postgres = PostgresServer.start(folder.resolve("postgres"), postgresPort, PasswordFile.random());
        try (Connection connection = postgres.database("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + DATABASE + " login password '" + password + "'");
            statement.execute("create database " + DATABASE + " owner " + DATABASE);
        }
    }

    /** Runs the setup Job to its end. */
    void runSetupJob() throws IOException, InterruptedException {
        runSetup("database", environment.of("Job", "setup"), "database");
    }

    /** Runs what {@code helm test} runs, and returns what it says. */
    String runCheck() throws IOException, InterruptedException {
        return runSetup(
                "check",
                Map.of("ADMIN_API_KEY", ADMIN_KEY),
                "check",
                "--otlp=http://" + deployment(ServiceModule.INGEST).address("otlp-http"),
                "--query=http://" + deployment(ServiceModule.QUERY).address("http"),
                "--patience=" + Patience.A_WHILE);
    }

    private String runSetup(String name, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        Path log = folder.resolve(name + ".log");
        Process process = ContainerImage.ofSetup().run(variables, log, arguments);
        try {
            assertThat(process.waitFor(2 * Patience.A_WHILE.toSeconds(), TimeUnit.SECONDS))
                    .as(name + " ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(log);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    /** Keeps everybody from writing spans until it is closed. */
    HeldLock lockSpans() {
        return HeldLock.of(postgres.database(DATABASE), "span", "exclusive");
    }

    /** The only value of a query's only row. */
    String sql(String query) throws SQLException {
        try (Connection connection = postgres.database(DATABASE).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    @Override
    public void close() throws Exception {
        for (Deployment deployment : deployments.values()) {
            deployment.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }
}
