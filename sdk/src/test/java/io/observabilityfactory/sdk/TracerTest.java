package io.observabilityfactory.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class TracerTest {

    @Test
    void traceAgent_makesWhatIsStartedInsidePartOfTheRun() {
        try (Recording recording = Recording.start()) {
            int result = Tracer.traceAgent("math_agent", () -> {
                try (TracedOperation span = Tracer.startSpan("custom_operation")) {
                    span.setAttribute("user_id", "user_001");
                    return 42;
                }
            });

            SpanData custom = recording.span("custom_operation");
            SpanData agent = recording.span("invoke_agent math_agent");
            assertThat(result).isEqualTo(42);
            assertThat(custom.getParentSpanId()).isEqualTo(agent.getSpanId());
            assertThat(Recording.text(custom, "user_id")).isEqualTo("user_001");
            assertThat(Recording.text(agent, "gen_ai.agent.name")).isEqualTo("math_agent");
            assertThat(agent.getResource().getAttribute(AttributeKey.stringKey("service.name")))
                    .isEqualTo("agent-factory");
            assertThat(agent.getResource().getAttribute(AttributeKey.stringKey("deployment.environment.name")))
                    .isEqualTo("test");
        }
    }

    @Test
    void traceAgent_recordsWhatTheWorkThrowsAndPassesItOn() {
        try (Recording recording = Recording.start()) {
            assertThatThrownBy(() -> Tracer.traceAgent("math_agent", TracerTest::failing))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no numbers");

            SpanData agent = recording.span("invoke_agent math_agent");
            assertThat(agent.getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, "no numbers"));
            assertThat(Recording.text(agent, "error.type")).isEqualTo("java.io.IOException");
        }
    }

    private static int failing() throws IOException {
        throw new IOException("no numbers");
    }

    @Test
    void agent_isToldMoreOfBeforeItStarts() {
        Instant start = Instant.parse("2026-11-27T10:00:00Z");
        try (Recording recording = Recording.start()) {
            Tracer.agent("research_agent")
                    .runId("research_001")
                    .session("chat_7")
                    .user("user_001")
                    .startedAt(start)
                    .start()
                    .closeAt(start.plusSeconds(2));

            SpanData run = recording.span("invoke_agent research_agent");
            assertThat(Recording.text(run, "run.id")).isEqualTo("research_001");
            assertThat(Recording.text(run, "session.id")).isEqualTo("chat_7");
            assertThat(Recording.text(run, "user.id")).isEqualTo("user_001");
            assertThat(run.getEndEpochNanos() - run.getStartEpochNanos()).isEqualTo(2_000_000_000L);
        }
    }

    @Test
    void asynchronousResults_endTheRunWhenTheyAreThere() {
        try (Recording recording = Recording.start()) {
            CompletableFuture<String> future = new CompletableFuture<>();
            CompletableFuture<String> traced = Tracer.traceAgent("future", () -> future);
            Uni<String> uni = Tracer.traceAgent("uni", () -> Uni.createFrom().item("done"));
            Mono<String> mono = Tracer.traceAgent("mono", () -> Mono.error(new IOException("lost")));
            assertThat(recording.spans()).isEmpty();

            future.complete("done");

            assertThat(traced).isSameAs(future);
            assertThat(recording.spans()).hasSize(1);
            assertThat(uni.await().indefinitely()).isEqualTo("done");
            assertThat(recording.spans()).hasSize(2);
            assertThatThrownBy(mono::block).hasRootCauseMessage("lost");
            assertThat(recording.span("invoke_agent mono").getStatus().getDescription())
                    .isEqualTo("lost");
        }
    }

    @Test
    void withoutIntegration_theWorkRunsUnrecorded() {
        int result = Tracer.traceAgent("math_agent", () -> 42);

        assertThat(result).isEqualTo(42);
        assertThat(Tracer.startSpan("any").traceId()).isEqualTo("0".repeat(32));
    }

    @Test
    void nothingThrowsIntoTheCallersCode() {
        try (Recording recording = Recording.start()) {
            TracedOperation span = Tracer.startSpan(null);
            span.setAttribute("key", (String) null).setAttribute(null, "value").recordResponse(null, null);
            span.recordFailure(new IllegalStateException((String) null));
            span.close();
            span.close();
            span.setAttribute("late", "value");
            Tracer.traceAgent(null, () -> {});
            MetricsCollector.recordAgentCall("agent", Double.NaN, -5, Double.NaN);

            assertThat(recording.spans()).hasSize(3);
        }
    }

    @Test
    void builder_refusesAnEndpointThatIsNone() {
        assertThatThrownBy(() -> OpenTelemetryIntegration.builder("a").endpoint("otel-collector:4317"))
                .hasMessageContaining("http://host:4317");
    }
}
