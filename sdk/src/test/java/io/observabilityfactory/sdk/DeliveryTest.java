package io.observabilityfactory.sdk;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An endpoint that is away, or takes a connection and never answers, costs the caller nothing but its spans. */
@Timeout(120)
class DeliveryTest {

    private static final int SPANS = 20_000;

    /** Far less than one attempt to send would take, and far more than recording does, on a busy machine too. */
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Logger exporterLog = Logger.getLogger("io.opentelemetry");
    private final Logger ownLog = Logger.getLogger("io.observabilityfactory.sdk");

    @BeforeEach
    void quiet() {
        exporterLog.setLevel(Level.OFF);
        ownLog.setLevel(Level.OFF);
    }

    @AfterEach
    void loud() {
        exporterLog.setLevel(null);
        ownLog.setLevel(null);
    }

    @Test
    void endpointThatIsAway_losesSpansThatAreCounted() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertNothingButSpansIsLost(port);
    }

    @Test
    void endpointThatNeverAnswers_losesSpansThatAreCounted() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertNothingButSpansIsLost(socket.getLocalPort());
        }
    }

    private static void assertNothingButSpansIsLost(int port) {
        OpenTelemetryIntegration telemetry = OpenTelemetryIntegration.builder("agent-factory")
                .endpoint("http://localhost:" + port)
                .closeTimeout(Duration.ofSeconds(1))
                .metricReader(InMemoryMetricReader.create())
                .logRecordExporter(InMemoryLogRecordExporter.create())
                .enable();
        try {
            long start = System.nanoTime();
            for (int i = 0; i < SPANS; i++) {
                Tracer.traceAgent("math_agent", () -> {});
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);

            Delivery delivery = telemetry.delivery();
            assertThat(delivery.recorded()).isEqualTo(SPANS);
            assertThat(delivery.sent()).isZero();
            // What the queue and a batch hold may still be sent; all else is lost, and told.
            assertThat(delivery.lost()).isBetween(SPANS - 2_048L - 512 - 512, (long) SPANS);
        } finally {
            telemetry.close();
        }
    }

    @Test
    void everythingThatIsSent_isCounted() {
        try (Recording recording = Recording.start()) {
            for (int i = 0; i < 100; i++) {
                Tracer.startSpan("step").close();
            }

            assertThat(recording.integration().flush()).isEqualTo(new Delivery(100, 100, 0, 0));
        }
    }

    @Test
    void endOfTheProcess_sendsWhatIsLeft() throws Exception {
        WireMockServer receiver = new WireMockServer(options().dynamicPort());
        receiver.stubFor(post(urlPathEqualTo("/api/public/otel/v1/traces")).willReturn(ok()));
        receiver.start();
        try {
            ProcessBuilder program = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            ForgetfulProgram.class.getName(),
                            receiver.baseUrl())
                    .inheritIO();
            program.environment().put("OTEL_TRACES_EXPORTER", "none");
            program.environment().put("OTEL_METRICS_EXPORTER", "none");

            assertThat(program.start().waitFor()).isZero();

            receiver.verify(1, postRequestedFor(urlPathEqualTo("/api/public/otel/v1/traces")));
        } finally {
            receiver.stop();
        }
    }

    /** Records a span and ends without closing anything. */
    static final class ForgetfulProgram {

        private ForgetfulProgram() {}

        public static void main(String[] args) {
            OpenTelemetryIntegration.builder("forgetful")
                    .langfuse(args[0], "pk-1", "sk-1")
                    .enable();
            Tracer.traceAgent("math_agent", () -> {});
        }
    }

    @Test
    void closing_sendsWhatIsLeft() {
        Recording recording = Recording.start();
        Tracer.startSpan("last").close();

        recording.close();

        assertThat(recording.integration().delivery().sent()).isEqualTo(1);
        assertThat(Tracer.startSpan("after").traceId()).isEqualTo("0".repeat(32));
    }
}
