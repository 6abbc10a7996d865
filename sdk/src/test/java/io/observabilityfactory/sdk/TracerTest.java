package io.observabilityfactory.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracerTest {

    @Test
    void traceAgent_makesWhatIsStartedInsidePartOfTheRun() throws Exception {
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        int result;
        List<SpanData> spans;
        try (OpenTelemetryIntegration telemetry = OpenTelemetryIntegration.builder("agent-factory")
                .environment("test")
                .enable(exporter)) {
            result = Tracer.traceAgent("math_agent", () -> {
                try (TracedOperation span = Tracer.startSpan("custom_operation")) {
                    span.setAttribute("user_id", "user_001");
                    return 42;
                }
            });
            telemetry.flush();
            spans = exporter.getFinishedSpanItems();
        }

        SpanData custom = named(spans, "custom_operation");
        SpanData agent = named(spans, "invoke_agent math_agent");
        assertThat(result).isEqualTo(42);
        assertThat(custom.getParentSpanId()).isEqualTo(agent.getSpanId());
        assertThat(custom.getAttributes().get(AttributeKey.stringKey("user_id")))
                .isEqualTo("user_001");
        assertThat(agent.getAttributes().get(AttributeKey.stringKey("gen_ai.agent.name")))
                .isEqualTo("math_agent");
        assertThat(agent.getResource().getAttribute(AttributeKey.stringKey("service.name")))
                .isEqualTo("agent-factory");
        assertThat(agent.getResource().getAttribute(AttributeKey.stringKey("deployment.environment.name")))
                .isEqualTo("test");
    }

    @Test
    void traceAgent_recordsWhatTheWorkThrowsAndPassesItOn() {
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        SpanData agent;
        try (OpenTelemetryIntegration telemetry =
                OpenTelemetryIntegration.builder("agent-factory").enable(exporter)) {
            assertThatThrownBy(() -> Tracer.traceAgent("math_agent", () -> {
                        throw new IllegalStateException("no numbers");
                    }))
                    .hasMessage("no numbers");
            telemetry.flush();
            agent = exporter.getFinishedSpanItems().get(0);
        }

        assertThat(agent.getStatus())
                .isEqualTo(StatusData.create(io.opentelemetry.api.trace.StatusCode.ERROR, "no numbers"));
        assertThat(agent.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void withoutIntegration_theWorkRunsUnrecorded() throws Exception {
        assertThat(Tracer.<Integer>traceAgent("math_agent", () -> 42)).isEqualTo(42);
    }

    @Test
    void builder_refusesAnEndpointThatIsNone() {
        assertThatThrownBy(() -> OpenTelemetryIntegration.builder("a").endpoint("otel-collector:4317"))
                .hasMessageContaining("http://host:4317");
    }

    private static SpanData named(List<SpanData> spans, String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
