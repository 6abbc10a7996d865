package io.observabilityfactory.packaging.container;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.packaging.ServiceModule;
import io.observabilityfactory.testkit.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One pod of a service, on ports of its own as all pods share this machine. */
final class Replica implements AutoCloseable {

    private static final int SIGTERM = 143;

    /** The heap would follow the pod's memory limit, which is not there; and many start at once on a small machine. */
    private static final String SMALL = "-Xmx192m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private final ServiceModule service;
    private final Map<String, Integer> ports;
    private final Path log;
    private final Process process;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Replica(ServiceModule service, Map<String, Integer> ports, Path log, Process process) {
        this.service = service;
        this.ports = ports;
        this.log = log;
        this.process = process;
    }

    /**
     * @param podEnvironment what the chart gives to the container
     * @param ports where it listens instead of where the chart has it listen, by the chart's names of ports
     */
    static Replica start(
            ServiceModule service, Map<String, String> podEnvironment, Map<String, Integer> ports, Path folder)
            throws IOException {
        Map<String, String> environment = new HashMap<>(podEnvironment);
        service.portProperties()
                .forEach((name, property) -> environment.put(
                        property.replace('.', '_').toUpperCase(Locale.ROOT), Integer.toString(ports.get(name))));
        environment.merge("JDK_JAVA_OPTIONS", SMALL, (options, small) -> options + " " + small);
        Path log = folder.resolve(service.module() + "-" + ports.get("management") + ".log");
        return new Replica(
                service, ports, log, ContainerImage.ofService(service.module()).run(environment, log));
    }

    Map<String, Integer> ports() {
        return ports;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    boolean isReady() {
        return health("ready").equals("200");
    }

    /** The status of a health check, and its answer unless it is the good one. */
    String health(String check) {
        try {
            HttpResponse<String> answer = management(service.healthPath(check));
            return answer.statusCode() == 200 ? "200" : answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** What it tells Prometheus. */
    String metrics() throws IOException {
        return management("/q/metrics").body();
    }

    private HttpResponse<String> management(String path) throws IOException {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get("management") + path))
                            .timeout(Patience.A_WHILE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether it takes connections. */
    boolean listens(String port) {
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), ports.get(port))) {
            return connection.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    void awaitHealth(String check) {
        await().untilAsserted(() -> {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            assertThat(health(check)).as(service.module() + " " + check).isEqualTo("200");
        });
    }

    /** Sends what Kubernetes sends, and returns once the pod says that it is going. */
    void terminate() {
        process.destroy();
        await().until(() -> !isReady());
    }

    /** Returns when the process has ended as one that was asked to does. */
    void awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(Patience.A_WHILE.toSeconds(), TimeUnit.SECONDS))
                .as(service.module() + " ends")
                .isTrue();
        assertThat(process.exitValue()).as(service.module()).isEqualTo(SIGTERM);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
