package io.observabilityfactory.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.observabilityfactory.sdk.cost.CostTracker;
import io.observabilityfactory.sdk.cost.TrackedCost;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PrometheusExporterTest {

    @Test
    void metrics_tellDurationTokensAndCostByAgentAndModel() throws Exception {
        try (PrometheusExporter exporter = new PrometheusExporter(0).start();
                Recording recording = Recording.start()) {
            try (TrackedCost cost = CostTracker.trackCost("agent_001");
                    TracedOperation call = Tracer.startModelCall("openai", "gpt-4o")) {
                call.recordUsage(ModelUsage.of(1_000, 100)).recordFirstToken(Duration.ofMillis(300));
                call.close();
                assertThat(cost.costUsd()).isEqualByComparingTo("0.0035");
            }

            assertThat(scrape(exporter))
                    .containsPattern(
                            "observability_factory_llm_cost_usd_total\\{[^}]*agent_name=\"agent_001\"[^}]*} 0.0035")
                    .containsPattern("observability_factory_agent_duration_seconds_count\\{[^}]*agent_001[^}]*} 1")
                    .containsPattern("gen_ai_client_operation_duration_seconds_count\\{[^}]*gpt-4o[^}]*} 1")
                    .containsPattern("gen_ai_client_operation_time_to_first_chunk_seconds_sum\\{[^}]*} 0.3")
                    .containsPattern("gen_ai_client_token_usage_sum\\{[^}]*token_type=\"input\"[^}]*} 1000.0");
            assertThat(recording.spans()).hasSize(2);
        }
    }

    @Test
    void withoutIntegration_nothingIsServed() throws Exception {
        try (PrometheusExporter exporter = new PrometheusExporter(0).start()) {
            assertThat(scrape(exporter)).doesNotContain("gen_ai");
        }
    }

    @Test
    void takenPort_isToldAtTheStart() {
        try (PrometheusExporter first = new PrometheusExporter(0).start()) {
            PrometheusExporter second = new PrometheusExporter(first.port());

            assertThatThrownBy(second::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("port " + first.port());
        }
    }

    private static String scrape(PrometheusExporter exporter) throws Exception {
        URI uri = URI.create("http://localhost:" + exporter.port() + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }
}
