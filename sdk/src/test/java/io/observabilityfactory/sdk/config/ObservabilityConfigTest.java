package io.observabilityfactory.sdk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObservabilityConfigTest {

    /** As the original documents it. */
    private static final String ORIGINAL = """
            tracing:       {enabled: true, backend: opentelemetry, endpoint: "http://otel-collector:4317", sample_rate: 0.5}
            metrics:       {enabled: true, export_interval: 30, prometheus_port: 9090}
            logging:       {level: INFO, format: json, output: stdout}
            cost_tracking:
              enabled: true
              pricing: {gpt-4: 0.03, gpt-3.5: 0.002}
              alerts: [{type: daily_budget, threshold: 100, action: email}]
            """;

    @Test
    void originalFile_isUnderstood() {
        ObservabilityConfig config = parse(ORIGINAL);

        assertThat(config.tracing())
                .isEqualTo(new ObservabilityConfig.Tracing(true, "http://otel-collector:4317", 0.5));
        assertThat(config.metrics()).isEqualTo(new ObservabilityConfig.Metrics(true, Duration.ofSeconds(30), 9090));
        assertThat(config.logging())
                .isEqualTo(new ObservabilityConfig.Logging(
                        ObservabilityConfig.LogLevel.INFO,
                        ObservabilityConfig.LogFormat.JSON,
                        ObservabilityConfig.LogOutput.STDOUT));
        assertThat(config.costTracking().pricing())
                .containsEntry("gpt-4", new BigDecimal("0.03"))
                .containsEntry("gpt-3.5", new BigDecimal("0.002"));
        assertThat(config.costTracking().alerts())
                .containsExactly(new ObservabilityConfig.BudgetAlert(
                        ObservabilityConfig.BudgetType.DAILY_BUDGET,
                        new BigDecimal("100"),
                        "email",
                        AlertLevel.CRITICAL,
                        null,
                        List.of()));
    }

    @Test
    void emptyFile_givesTheDefaults() {
        ObservabilityConfig config = parse("");

        assertThat(config.tracing().endpoint()).isEqualTo("http://otel-collector:4317");
        assertThat(config.metrics().prometheusPort()).isNull();
        assertThat(config.logging()).isNull();
        assertThat(config.costTracking().guard()).isEqualTo(GuardMode.STOP);
    }

    @Test
    void everythingWrong_isToldAtOnceWithLineAndSuggestion() {
        assertThat(problems("""
                        tracing:
                          endpont: "http://otel-collector:4317"
                          sample_rate: 1.5
                        metrics: {export_interval: often}
                        loging: {level: INFO}
                        logging: {level: INF}
                        cost_tracking:
                          pricing: {gpt-4: cheap}
                          alerts:
                            - {type: daily_budge, threshold: -1, action: email}
                            - {threshold: 5, action: email}
                        """))
                .containsExactlyInAnyOrder(
                        "config.yaml:2: tracing.endpont is unknown; did you mean endpoint?",
                        "config.yaml:3: tracing.sample_rate is \"1.5\", but has to be a number from 0 to 1",
                        "config.yaml:4: metrics.export_interval is \"often\", but has to be a number of seconds from 1 to 86400",
                        "config.yaml:5: loging is unknown; did you mean logging?",
                        "config.yaml:6: logging.level is \"INF\", but has to be one of debug, info, warn, warning, error;"
                                + " did you mean info?",
                        "config.yaml:8: cost_tracking.pricing.gpt-4 is \"cheap\", but has to be a price of 1k tokens in USD",
                        "config.yaml:10: cost_tracking.alerts[0].type is \"daily_budge\", but has to be one of daily_budget,"
                                + " weekly_budget, monthly_budget; did you mean daily_budget?",
                        "config.yaml:10: cost_tracking.alerts[0].threshold is \"-1\", but has to be an amount of USD above 0",
                        "config.yaml:11: cost_tracking.alerts[1].type is missing");
    }

    @Test
    void structureThatIsWrong_isToldWithItsLine() {
        assertThat(problems("tracing: [1, 2]\nmetrics: {enabled: {a: b}}\n"))
                .containsExactly(
                        "config.yaml:1: tracing has to be a list of keys with values",
                        "config.yaml:2: metrics.enabled has to be a single value");
        assertThat(problems("tracing: {enabled: true\nmetrics: }"))
                .singleElement()
                .asString()
                .startsWith("config.yaml:2: is no YAML: ");
        assertThat(problems("tracing: {enabled: true, enabled: false}"))
                .containsExactly("config.yaml:1: tracing.enabled is there twice");
    }

    @Test
    void environment_standsOverTheFile() {
        ObservabilityConfig config = ObservabilityConfig.parse(
                "config.yaml",
                ORIGINAL,
                Map.of(
                        "OBSERVABILITY_TRACING_ENDPOINT", "http://elsewhere:4317",
                        "OBSERVABILITY_COST_TRACKING_GUARD", "warn",
                        "LANGFUSE_PUBLIC_KEY", "pk-1"));

        assertThat(config.tracing().endpoint()).isEqualTo("http://elsewhere:4317");
        assertThat(config.costTracking().guard()).isEqualTo(GuardMode.WARN);
        assertThat(config.langfuse().publicKey()).isEqualTo("pk-1");
    }

    @Test
    void environmentThatIsWrong_isToldByItsVariable() {
        ConfigException wrong = catchThrowableOfType(
                ConfigException.class,
                () -> ObservabilityConfig.parse(
                        "config.yaml", ORIGINAL, Map.of("OBSERVABILITY_METRICS_PROMETHEUS_PORT", "70000")));

        assertThat(wrong.problems())
                .containsExactly(
                        "environment variable OBSERVABILITY_METRICS_PROMETHEUS_PORT: metrics.prometheus_port is"
                                + " \"70000\", but has to be a port from 1 to 65535");
    }

    private static ObservabilityConfig parse(String yaml) {
        return ObservabilityConfig.parse("config.yaml", yaml, Map.of());
    }

    private static List<String> problems(String yaml) {
        return catchThrowableOfType(ConfigException.class, () -> parse(yaml)).problems();
    }
}
