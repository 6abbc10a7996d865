package io.observabilityfactory.sdk.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set.
 *
 * <pre>{@code
 * tracing:       {enabled: true, backend: opentelemetry, endpoint: "http://otel-collector:4317", sample_rate: 1.0}
 * metrics:       {enabled: true, export_interval: 60, prometheus_port: 9090}
 * logging:       {level: INFO, format: json, output: stdout}
 * cost_tracking:
 *   enabled: true
 *   guard: stop
 *   pricing: {gpt-4: 0.03, gpt-3.5: 0.002}
 *   alerts: [{type: daily_budget, threshold: 100, action: email, recipients: [team@example.org]}]
 * server:        {url: "http://query-api:8080", api_key: "..."}
 * }</pre>
 *
 * A variable {@code OBSERVABILITY_TRACING_ENDPOINT} stands over {@code tracing.endpoint}, and so on; OpenTelemetry's own
 * {@code OTEL_*} variables stand over both.
 *
 * @param logging null when log records are left as they are
 */
public record ObservabilityConfig(
        Service service,
        Tracing tracing,
        Metrics metrics,
        @Nullable Logging logging,
        CostTracking costTracking,
        Server server,
        Langfuse langfuse) {

    /** Where {@link #load} looks unless the variable {@code OBSERVABILITY_CONFIG} names another file. */
    public static final String FILE = "observability_config.yaml";

    /** @param name {@code service.name}, {@code environment} is {@code deployment.environment.name} */
    public record Service(String name, @Nullable String environment) {}

    /**
     * @param endpoint of an OTLP/gRPC receiver
     * @param sampleRate share of the traces that is sent, 0 to 1; costs of this process are counted of all
     */
    public record Tracing(boolean enabled, String endpoint, double sampleRate) {}

    /** @param prometheusPort where {@code /metrics} is served; null for nowhere */
    public record Metrics(
            boolean enabled,
            Duration exportInterval,
            @Nullable Integer prometheusPort) {}

    /** How the log records of this process are written. */
    public record Logging(LogLevel level, LogFormat format, LogOutput output) {}

    /** The least severe level that is written. */
    public enum LogLevel {
        DEBUG,
        INFO,
        WARN,
        WARNING,
        ERROR
    }

    /** {@code json} is one JSON object a line. */
    public enum LogFormat {
        JSON,
        TEXT
    }

    /** The stream that is written to. */
    public enum LogOutput {
        STDOUT,
        STDERR
    }

    /**
     * @param guard what happens when a budget is used up
     * @param pricing USD for 1000 tokens by model, over the list prices
     */
    public record CostTracking(
            boolean enabled, GuardMode guard, Map<String, BigDecimal> pricing, List<BudgetAlert> alerts) {}

    /** What is spent in a day, a week or a month. */
    public enum BudgetType {
        DAILY_BUDGET,
        WEEKLY_BUDGET,
        MONTHLY_BUDGET
    }

    /**
     * An entry of {@code cost_tracking.alerts}.
     *
     * @param thresholdUsd of the period
     * @param action {@code email}, or the name of a channel of the alert service
     * @param agent whose spending counts; null for all of the project
     * @param recipients of mails
     */
    public record BudgetAlert(
            BudgetType type,
            BigDecimal thresholdUsd,
            String action,
            AlertLevel level,
            @Nullable String agent,
            List<String> recipients) {}

    /**
     * Where questions are asked.
     *
     * @param alertsUrl of the alert service, where it is not reached through {@code url}
     */
    public record Server(
            String url, String alertsUrl, @Nullable String apiKey) {}

    /** Traces go to Langfuse as well while {@code enabled}. */
    public record Langfuse(boolean enabled, String host, String publicKey, String secretKey) {}

    /** What holds without a file. */
    public static ObservabilityConfig defaults() {
        return parse(FILE, "", Map.of());
    }

    /**
     * Reads the file that {@code OBSERVABILITY_CONFIG} names, or {@value #FILE} in the working directory, or takes the defaults
     * when there is none; then the environment.
     *
     * @throws ConfigException tells everything that is wrong, by line
     */
    public static ObservabilityConfig load() {
        Map<String, String> environment = System.getenv();
        String named = environment.get("OBSERVABILITY_CONFIG");
        Path file = Path.of(named == null || named.isBlank() ? FILE : named);
        return named == null && !Files.exists(file) ? parse(FILE, "", environment) : read(file);
    }

    /**
     * Reads a file, then the environment.
     *
     * @throws ConfigException tells everything that is wrong, by line
     * @throws UncheckedIOException when the file cannot be read
     */
    public static ObservabilityConfig read(Path file) {
        try {
            return parse(file.getFileName().toString(), Files.readString(file), System.getenv());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** Whether there is a file that {@link #load} would read. */
    public static boolean isThere() {
        return System.getenv("OBSERVABILITY_CONFIG") != null || Files.exists(Path.of(FILE));
    }

    static ObservabilityConfig parse(String name, String yaml, Map<String, String> environment) {
        return ConfigReader.read(name, yaml, environment);
    }

    /** The same, with another service. */
    public ObservabilityConfig withService(Service other) {
        return new ObservabilityConfig(other, tracing, metrics, logging, costTracking, server, langfuse);
    }

    /** The same, with other settings of traces. */
    public ObservabilityConfig withTracing(Tracing other) {
        return new ObservabilityConfig(service, other, metrics, logging, costTracking, server, langfuse);
    }

    /** The same, with other settings of metrics. */
    public ObservabilityConfig withMetrics(Metrics other) {
        return new ObservabilityConfig(service, tracing, other, logging, costTracking, server, langfuse);
    }

    /** The same, with other settings of logs; null leaves log records as they are. */
    public ObservabilityConfig withLogging(@Nullable Logging other) {
        return new ObservabilityConfig(service, tracing, metrics, other, costTracking, server, langfuse);
    }

    /** The same, with other settings of costs. */
    public ObservabilityConfig withCostTracking(CostTracking other) {
        return new ObservabilityConfig(service, tracing, metrics, logging, other, server, langfuse);
    }

    /** The same, with another server. */
    public ObservabilityConfig withServer(Server other) {
        return new ObservabilityConfig(service, tracing, metrics, logging, costTracking, other, langfuse);
    }

    /** The same, with other settings of Langfuse. */
    public ObservabilityConfig withLangfuse(Langfuse other) {
        return new ObservabilityConfig(service, tracing, metrics, logging, costTracking, server, other);
    }
}
