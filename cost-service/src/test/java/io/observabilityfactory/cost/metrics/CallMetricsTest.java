package io.observabilityfactory.cost.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.observabilityfactory.cost.CostConfig;
import io.observabilityfactory.cost.metrics.CallFigures.Call;
import io.observabilityfactory.cost.metrics.CallFigures.Outcome;
import io.observabilityfactory.model.usage.TokenBucket;
import io.observabilityfactory.model.usage.TokenUsage;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CallMetrics metrics = new CallMetrics(registry, config());

    @Test
    void call_isToldUnderTheNamesOfTheConventions() {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

        new CallMetrics(prometheus, config()).record("default", List.of(call("planner", "0.0035")));

        String scraped = prometheus.scrape();
        assertThat(value(scraped, "gen_ai_client_token_usage_bucket", "gen_ai_token_type=\"input\"", "le=\"1024.0\""))
                .isEqualTo(0);
        assertThat(value(scraped, "gen_ai_client_token_usage_bucket", "gen_ai_token_type=\"input\"", "le=\"4096.0\""))
                .isEqualTo(1);
        assertThat(value(scraped, "gen_ai_client_token_usage_sum", "gen_ai_token_type=\"output\""))
                .isEqualTo(100);
        assertThat(value(scraped, "gen_ai_client_operation_duration_seconds_bucket", "le=\"2.56\"", "error_type=\"\""))
                .isEqualTo(1);
        assertThat(value(scraped, "gen_ai_client_operation_duration_seconds_bucket", "le=\"1.28\""))
                .isEqualTo(0);
        assertThat(value(scraped, "gen_ai_client_operation_time_to_first_chunk_seconds_sum", "project=\"default\""))
                .isEqualTo(0.3);
        assertThat(value(
                        scraped,
                        "observability_factory_llm_cost_usd_total",
                        "agent=\"planner\"",
                        "gen_ai_operation_name=\"chat\"",
                        "gen_ai_provider_name=\"openai\"",
                        "gen_ai_request_model=\"gpt-4o\"",
                        "gen_ai_response_model=\"gpt-4o\""))
                .isEqualTo(0.0035);
        assertThat(value(scraped, "observability_factory_calls_total", "outcome=\"success\""))
                .isEqualTo(1);
        assertThat(value(scraped, "observability_factory_llm_tokens_total", "gen_ai_token_type=\"input\""))
                .isEqualTo(1_025);
        assertThat(value(scraped, "observability_factory_llm_tokens_per_second_sum"))
                .isEqualTo(50);
    }

    private static double value(String scraped, String name, String... labels) {
        return scraped.lines()
                .filter(line ->
                        line.startsWith(name + "{") && Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void costThatAnotherSpanPaysAfterAll_isToldOnce() {
        metrics.record("default", List.of(call("planner", "0.5")));
        metrics.record("default", List.of(change("planner", "-0.5")));
        assertThat(cost()).isEqualTo(0.5);

        metrics.record("default", List.of(change("planner", "0.5")));
        assertThat(cost()).as("what was owed is taken off").isEqualTo(0.5);

        metrics.record("default", List.of(change("planner", "0.25")));
        assertThat(cost()).isEqualTo(0.75);
    }

    @Test
    void labels_areBounded() {
        metrics.record(
                "default",
                IntStream.range(0, 100).mapToObj(i -> call("agent-" + i, "1")).toList());

        assertThat(registry.find("observability.factory.llm.cost.usd").counters())
                .hasSize(4)
                .anySatisfy(counter -> {
                    assertThat(counter.getId().getTag("agent")).isEqualTo(BoundedValues.OTHER);
                    assertThat(counter.count()).isEqualTo(97);
                });
    }

    @Test
    void combinations_areBounded() {
        metrics.record("a", List.of(call("1", "1"), call("2", "1"), call("3", "1")));
        metrics.record("b", List.of(call("1", "1"), call("2", "1"), call("3", "1")));

        assertThat(registry.find("observability.factory.llm.cost.usd").counters())
                .hasSizeLessThanOrEqualTo(6);
        assertThat(cost()).isEqualTo(6);
    }

    private double cost() {
        return registry.find("observability.factory.llm.cost.usd").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static CallFigures call(String agent, String usd) {
        TokenUsage tokens = TokenUsage.of(Map.of(TokenBucket.INPUT, 1_025L, TokenBucket.OUTPUT, 100L));
        return new CallFigures(of(agent), true, 2_000_000_000L, 300_000_000L, tokens, new BigDecimal(usd), 0);
    }

    private static CallFigures change(String agent, String usd) {
        return new CallFigures(of(agent), false, 0, null, TokenUsage.NONE, new BigDecimal(usd), 0);
    }

    private static Call of(String agent) {
        return new Call("chat", "openai", "gpt-4o", "gpt-4o", agent, Outcome.SUCCESS, "");
    }

    private static CostConfig config() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(CostConfig.class)
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "observability-factory.cost.labels.values", "3",
                                "observability-factory.cost.labels.combinations", "5"),
                        "test",
                        100))
                .build()
                .getConfigMapping(CostConfig.class);
    }
}
