package io.observabilityfactory.sdk;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.moreThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.observabilityfactory.sdk.config.ObservabilityConfig.LogFormat;
import io.observabilityfactory.sdk.config.ObservabilityConfig.LogLevel;
import io.observabilityfactory.sdk.config.ObservabilityConfig.LogOutput;
import io.observabilityfactory.sdk.config.ObservabilityConfig.Logging;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An endpoint that is away, answers errors, or takes a connection and never answers, costs the caller nothing but its records.
 * Were recording to wait for an export that hangs, it would do so for ten seconds a batch, and never come to the end here.
 */
@Timeout(120)
class DeliveryTest {

    private static final int RECORDS = 10_000;

    /** A queue, a batch under way, and one on its way from the queue to it. */
    private static final long MOST_IN_MEMORY = 2_048 + 512 + 512;

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
    void endpointThatIsAway_losesRecordsThatAreCounted() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertNothingButRecordsIsLost("http://localhost:" + port);
    }

    @Test
    void endpointThatNeverAnswers_losesRecordsThatAreCounted() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertNothingButRecordsIsLost("http://localhost:" + socket.getLocalPort());
        }
    }

    @Test
    void endpointThatAnswersErrors_losesRecordsThatAreCounted() {
        WireMockServer receiver = new WireMockServer(options().dynamicPort());
        receiver.stubFor(any(anyUrl()).willReturn(serverError()));
        receiver.start();
        try {
            assertNothingButRecordsIsLost(receiver.baseUrl());

            receiver.verify(
                    moreThanOrExactly(1),
                    postRequestedFor(urlPathEqualTo("/opentelemetry.proto.collector.trace.v1.TraceService/Export")));
        } finally {
            receiver.stop();
        }
    }

    /** The same endpoint for everything that is sent. */
    private static void assertNothingButRecordsIsLost(String endpoint) {
        OpenTelemetryIntegration telemetry = OpenTelemetryIntegration.builder("agent-factory")
                .endpoint(endpoint)
                .langfuse(endpoint, "pk-1", "sk-1")
                .logging(new Logging(LogLevel.ERROR, LogFormat.JSON, LogOutput.STDOUT))
                .closeTimeout(Duration.ofSeconds(1))
                .metricReader(InMemoryMetricReader.create())
                .enable();
        try {
            var log = telemetry.openTelemetry().getLogsBridge().get("agents.math");
            for (int i = 0; i < RECORDS; i++) {
                Tracer.traceAgent("math_agent", () -> {});
                log.logRecordBuilder().setBody("epoch finished").emit();
            }

            Delivery delivery = telemetry.delivery();
            assertThat(List.of(delivery.spans(), delivery.logRecords(), delivery.langfuseSpans()))
                    .allSatisfy(DeliveryTest::assertLost);
            assertThat(delivery.lost())
                    .isEqualTo(delivery.spans().lost()
                            + delivery.logRecords().lost()
                            + delivery.langfuseSpans().lost());
        } finally {
            telemetry.close();
        }
    }

    private static void assertLost(Delivery.Counts counts) {
        assertThat(counts.recorded()).isEqualTo(RECORDS);
        assertThat(counts.sent()).isZero();
        assertThat(counts.lost()).isBetween(RECORDS - MOST_IN_MEMORY, (long) RECORDS);
    }

    @Test
    void losses_areTold() {
        Told told = new Told();
        ownLog.setLevel(Level.WARNING);
        ownLog.addHandler(told);
        ownLog.setUseParentHandlers(false);
        try (OpenTelemetryIntegration telemetry = OpenTelemetryIntegration.builder("agent-factory")
                .spanExporter(new Refusing())
                .metricReader(InMemoryMetricReader.create())
                .logRecordExporter(InMemoryLogRecordExporter.create())
                .enable()) {
            Tracer.startSpan("step").close();
            assertThat(telemetry.flush().spans()).isEqualTo(new Delivery.Counts(1, 0, 1, 0));
            Tracer.startSpan("step").close();
        } finally {
            ownLog.removeHandler(told);
            ownLog.setUseParentHandlers(true);
        }

        assertThat(told.messages)
                .containsExactly(
                        "1 spans were lost: the endpoint does not take them, or not as fast as they come",
                        "2 spans were lost: the endpoint does not take them, or not as fast as they come");
    }

    /** Takes nothing. */
    private static final class Refusing implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return CompletableResultCode.ofFailure();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    /** What is logged. */
    private static final class Told extends Handler {

        private final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            messages.add(new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {
            // Nothing waits.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void everythingThatIsSent_isCounted() {
        try (Recording recording = Recording.start()) {
            for (int i = 0; i < 100; i++) {
                Tracer.startSpan("step").close();
            }

            Delivery delivery = recording.integration().flush();
            assertThat(delivery.spans()).isEqualTo(new Delivery.Counts(100, 100, 0, 0));
            assertThat(delivery.langfuseSpans()).isEqualTo(new Delivery.Counts(0, 0, 0, 0));
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

        assertThat(recording.integration().delivery().spans().sent()).isEqualTo(1);
        assertThat(Tracer.startSpan("after").traceId()).isEqualTo("0".repeat(32));
    }
}
