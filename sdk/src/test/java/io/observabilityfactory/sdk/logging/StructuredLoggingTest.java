package io.observabilityfactory.sdk.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.sdk.Recording;
import io.observabilityfactory.sdk.Tracer;
import io.observabilityfactory.sdk.config.ObservabilityConfig.LogFormat;
import io.observabilityfactory.sdk.config.ObservabilityConfig.LogLevel;
import io.observabilityfactory.sdk.config.ObservabilityConfig.LogOutput;
import io.observabilityfactory.sdk.config.ObservabilityConfig.Logging;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StructuredLoggingTest {

    private static final Logger LOG = Logger.getLogger("agents.math");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private StructuredLogging install(LogLevel level, LogFormat format, Recording recording) {
        return StructuredLogging.install(
                new Logging(level, format, LogOutput.STDOUT),
                recording.integration().openTelemetry().getLogsBridge(),
                new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void record_isAJsonLineWithItsTraceAndFields() throws IOException {
        try (Recording recording = Recording.start();
                StructuredLogging logging = install(LogLevel.INFO, LogFormat.JSON, recording)) {
            Tracer.traceAgent("math_agent", () -> {
                Map<String, Object> fields = new TreeMap<>(Map.of("epoch", 3, "loss", 0.12, "message", "mine"));
                LOG.log(Level.INFO, "epoch \"3\"\nfinished", fields);
                LOG.fine("not written");
            });

            assertThat(lines()).hasSize(1);
            JsonNode line = new ObjectMapper().readTree(lines().get(0));
            assertThat(line.get("message").textValue()).isEqualTo("epoch \"3\"\nfinished");
            assertThat(line.get("level").textValue()).isEqualTo("INFO");
            assertThat(line.get("logger").textValue()).isEqualTo("agents.math");
            assertThat(line.get("epoch").intValue()).isEqualTo(3);
            assertThat(line.get("loss").doubleValue()).isEqualTo(0.12);
            assertThat(line.get("field_message").textValue()).isEqualTo("mine");
            assertThat(line.get("trace_id").textValue())
                    .isEqualTo(recording.span("invoke_agent math_agent").getTraceId());
            assertThat(line.get("span_id").textValue())
                    .isEqualTo(recording.span("invoke_agent math_agent").getSpanId());
        }
    }

    @Test
    void record_isSentWithItsTrace() {
        try (Recording recording = Recording.start();
                StructuredLogging logging = install(LogLevel.INFO, LogFormat.JSON, recording)) {
            Tracer.traceAgent("math_agent", () -> {
                LOG.log(Level.WARNING, "lost", new IllegalStateException("no numbers"));
                LOG.log(Level.INFO, "{0} of {1}", new Object[] {1, 2});
            });
            Logger.getLogger("io.opentelemetry.exporter").warning("would be sent for ever");

            assertThat(recording.logs()).hasSize(2);
            LogRecordData lost = recording.logs().get(0);
            assertThat(lost.getBodyValue().asString()).isEqualTo("lost");
            assertThat(lost.getSeverityText()).isEqualTo("WARN");
            assertThat(lost.getAttributes().get(AttributeKey.stringKey("exception.message")))
                    .isEqualTo("no numbers");
            assertThat(lost.getSpanContext().getTraceId())
                    .isEqualTo(recording.span("invoke_agent math_agent").getTraceId());
            assertThat(recording.logs().get(1).getBodyValue().asString()).isEqualTo("1 of 2");
        }
    }

    @Test
    void slf4j_getsThere() throws IOException {
        try (Recording recording = Recording.start();
                StructuredLogging logging = install(LogLevel.INFO, LogFormat.JSON, recording)) {
            Tracer.traceAgent(
                    "math_agent", () -> LoggerFactory.getLogger("agents.math").info("epoch {} finished", 3));

            JsonNode line = new ObjectMapper().readTree(lines().get(0));
            assertThat(line.get("message").textValue()).isEqualTo("epoch 3 finished");
            assertThat(line.get("trace_id").textValue()).hasSize(32);
        }
    }

    @Test
    void text_isForPeople() {
        try (Recording recording = Recording.start();
                StructuredLogging logging = install(LogLevel.DEBUG, LogFormat.TEXT, recording)) {
            LOG.log(Level.FINE, "epoch finished", Map.of("epoch", 3));

            assertThat(lines()).singleElement().asString().endsWith("DEBUG agents.math epoch finished {epoch=3}");
        }
    }

    @Test
    void closing_leavesEverythingAsItWas() {
        Handler[] before = Logger.getLogger("").getHandlers();
        Level level = Logger.getLogger("").getLevel();
        try (Recording recording = Recording.start()) {
            install(LogLevel.DEBUG, LogFormat.JSON, recording).close();
        }

        assertThat(Logger.getLogger("").getHandlers()).containsExactlyInAnyOrder(before);
        assertThat(Logger.getLogger("").getLevel()).isEqualTo(level);
    }
}
