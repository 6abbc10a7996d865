package io.observabilityfactory.packaging.container;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.packaging.ServiceModule;
import io.observabilityfactory.testkit.ContainerSandbox;
import io.observabilityfactory.testkit.HeldLock;
import io.observabilityfactory.testkit.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The services in pods of the chart: started in the wrong order, with a read-only file system and nothing but the environment,
 * and replaced one by one under load.
 */
class InstallationIT {

    private static final Pattern BYTES_IN_FLIGHT =
            Pattern.compile("(?m)^observability_factory_ingest_in_flight\\S* [1-9]");

    @TempDir
    static Path folder;

    static Installation installation;
    static List<String> healthWithoutDatabase;
    static List<String> healthWithoutSchema;

    /** Clients first, the database after them, its schema last. */
    @BeforeAll
    static void installInTheWrongOrder() throws Exception {
        installation = new Installation(folder);
        installation.startPods();
        pods().forEach(pod -> pod.awaitHealth("started"));
        pods().forEach(pod -> pod.awaitHealth("live"));
        healthWithoutDatabase = pods().map(pod -> pod.health("ready")).toList();
        installation.startPostgres();
        await().untilAsserted(() -> {
            healthWithoutSchema = pods().map(pod -> pod.health("ready")).toList();
            assertThat(healthWithoutSchema).allSatisfy(it -> assertThat(it).contains("flyway_schema_history"));
        });
        installation.runSetupJob();
        installation.deployments().forEach(Deployment::awaitStarted);
    }

    @AfterAll
    static void stop() throws Exception {
        installation.close();
    }

    private static Stream<Replica> pods() {
        return installation.deployments().stream().flatMap(Deployment::pods);
    }

    @Test
    void services_areReadyOnlyWithDatabaseAndSchema() {
        assertThat(healthWithoutDatabase).hasSize(5).allSatisfy(it -> assertThat(it)
                .startsWith("503"));
        assertThat(healthWithoutSchema).hasSize(5).allSatisfy(it -> assertThat(it)
                .startsWith("503"));
    }

    @Test
    void helmTest_passes() throws Exception {
        assertThat(installation.runCheck()).contains("was stored, priced and read back");
    }

    @Test
    void ownTelemetry_arrivesWithTheKeyThatTheJobRegistered() {
        await().untilAsserted(() -> assertThat(installation.sql(
                        "select count(distinct service) from metric_point join project using (project_id)"
                                + " where project.name = 'observability-factory'"))
                .isEqualTo("4"));
    }

    @Test
    void processes_areNobodyAndCannotWrite() throws Exception {
        Assumptions.assumeTrue(ContainerSandbox.confines(), "only root on Linux can confine processes so");
        for (Replica pod : pods().toList()) {
            Path process = Path.of("/proc", "" + pod.process().pid());
            assertThat(Files.readString(process.resolve("status")))
                    .containsPattern("Uid:\\s+" + ContainerSandbox.USER)
                    .containsPattern("NoNewPrivs:\\s+1")
                    .containsPattern("CapBnd:\\s+0000000000000000");
            assertThat(Files.readString(process.resolve("mountinfo")))
                    .containsPattern(" / ro,")
                    .containsPattern(" /mnt ro,");
        }
    }

    @Test
    void rollingRestart_failsNoRequestAndLosesNoSpan() throws Exception {
        SteadyLoad load = SteadyLoad.on(installation);
        try (load) {
            load.awaitMore();
            installation.runSetupJob();
            replacePods(load);
            for (Deployment deployment : installation.deployments()) {
                deployment.awaitTerminated();
            }
            load.awaitMore();
        }

        assertThat(load.failures()).isEmpty();
        String acknowledged = load.acknowledged() + " " + load.acknowledged();
        assertThat(installation.sql("select count(*) || ' ' || count(distinct trace_id) from span where name = '"
                        + SteadyLoad.SPAN_NAME + "'"))
                .isEqualTo(acknowledged);
        await().untilAsserted(
                        () -> assertThat(installation.sql("select count(*) from ingest_batch where settled_at is null"))
                                .isEqualTo("0"));
    }

    /** Quarkus by itself would close the connections to the database before. */
    @Test
    void exportUnderWay_isStillCommittedAndAnsweredByAPodThatEnds() throws Exception {
        Map<String, String> endsAtOnce = Map.of("QUARKUS_SHUTDOWN_DELAY", "0s");
        try (Replica pod = installation.startAlone(ServiceModule.INGEST, endsAtOnce)) {
            pod.awaitHealth("ready");
            SpanSender sender = new SpanSender.Grpc("127.0.0.1:" + pod.ports().get("otlp-grpc"), "under way");
            FutureTask<Boolean> export = new FutureTask<>(() -> {
                sender.send();
                return true;
            });
            try (HeldLock lock = installation.lockSpans()) {
                new Thread(export).start();
                await().until(() -> BYTES_IN_FLIGHT.matcher(pod.metrics()).find());
                pod.process().destroy();
                await().until(() -> !pod.listens("otlp-grpc"));
            }

            assertThat(export.get(Patience.A_WHILE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            pod.awaitEnd();
        }
        assertThat(installation.sql("select count(*) from span where name = 'under way'"))
                .isEqualTo("1");
    }

    /** All services at once, as an upgrade of the release does; in each, one pod more is ready before one is ended. */
    private static void replacePods(SteadyLoad load) throws IOException {
        int most = installation.deployments().stream()
                .mapToInt(Deployment::replicas)
                .max()
                .orElseThrow();
        for (int replaced = 0; replaced < most; replaced++) {
            int before = replaced;
            List<Deployment> unfinished = installation.deployments().stream()
                    .filter(deployment -> deployment.replicas() > before)
                    .toList();
            for (Deployment deployment : unfinished) {
                deployment.startPod();
            }
            for (Deployment deployment : unfinished) {
                deployment.awaitStarted();
                deployment.terminateOldest();
                load.awaitMore();
            }
        }
    }
}
