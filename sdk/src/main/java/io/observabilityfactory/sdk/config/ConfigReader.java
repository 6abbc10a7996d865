package io.observabilityfactory.sdk.config;

import io.observabilityfactory.sdk.config.ObservabilityConfig.BudgetAlert;
import io.observabilityfactory.sdk.config.ObservabilityConfig.BudgetType;
import io.observabilityfactory.sdk.config.ObservabilityConfig.CostTracking;
import io.observabilityfactory.sdk.config.ObservabilityConfig.Langfuse;
import io.observabilityfactory.sdk.config.ObservabilityConfig.LogFormat;
import io.observabilityfactory.sdk.config.ObservabilityConfig.LogLevel;
import io.observabilityfactory.sdk.config.ObservabilityConfig.LogOutput;
import io.observabilityfactory.sdk.config.ObservabilityConfig.Logging;
import io.observabilityfactory.sdk.config.ObservabilityConfig.Metrics;
import io.observabilityfactory.sdk.config.ObservabilityConfig.Server;
import io.observabilityfactory.sdk.config.ObservabilityConfig.Service;
import io.observabilityfactory.sdk.config.ObservabilityConfig.Tracing;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the file section by section; every default is here. */
final class ConfigReader {

    private static final Duration EXPORT_INTERVAL = Duration.ofSeconds(60);

    private ConfigReader() {}

    private enum Backend {
        OPENTELEMETRY
    }

    static ObservabilityConfig read(String name, String yaml, Map<String, String> environment) {
        Source source = new Source(name, environment);
        Section root = Section.of("", compose(name, yaml), source);
        ObservabilityConfig config = new ObservabilityConfig(
                service(root.section("service")),
                tracing(root.section("tracing")),
                metrics(root.section("metrics")),
                logging(root.section("logging")),
                costTracking(root.section("cost_tracking")),
                server(root.section("server")),
                langfuse(root.section("langfuse"), environment));
        root.finish();
        source.refuseProblems();
        return config;
    }

    private static @Nullable Node compose(String name, String yaml) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(yaml));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw failed(name, line, e.getProblem(), e);
        } catch (YAMLException e) {
            throw failed(name, 1, e.getMessage(), e);
        }
    }

    private static ConfigException failed(String name, int line, @Nullable String problem, YAMLException cause) {
        ConfigException failure = new ConfigException(List.of(name + ":" + line + ": is no YAML: " + problem));
        failure.initCause(cause);
        return failure;
    }

    private static Service service(Section section) {
        Service service = new Service(
                section.get("name", "unknown_service:java", Readings::text),
                section.<@Nullable String>get("environment", null, Readings::text));
        section.finish();
        return service;
    }

    private static Tracing tracing(Section section) {
        section.get("backend", Backend.OPENTELEMETRY, Readings.oneOf(Backend.class));
        Tracing tracing = new Tracing(
                section.get("enabled", true, Readings::flag),
                section.get("endpoint", "http://otel-collector:4317", Readings::uri),
                section.get("sample_rate", 1.0, Readings::share));
        section.finish();
        return tracing;
    }

    private static Metrics metrics(Section section) {
        Metrics metrics = new Metrics(
                section.get("enabled", true, Readings::flag),
                section.get("export_interval", EXPORT_INTERVAL, Readings::seconds),
                section.<@Nullable Integer>get("prometheus_port", null, Readings::port));
        section.finish();
        return metrics;
    }

    private static @Nullable Logging logging(Section section) {
        Logging logging = new Logging(
                section.get("level", LogLevel.INFO, Readings.oneOf(LogLevel.class)),
                section.get("format", LogFormat.JSON, Readings.oneOf(LogFormat.class)),
                section.get("output", LogOutput.STDOUT, Readings.oneOf(LogOutput.class)));
        section.finish();
        return section.isThere() ? logging : null;
    }

    private static CostTracking costTracking(Section section) {
        CostTracking costTracking = new CostTracking(
                section.get("enabled", true, Readings::flag),
                section.get("guard", GuardMode.STOP, Readings.oneOf(GuardMode.class)),
                pricing(section.section("pricing")),
                section.list("alerts").stream().map(ConfigReader::alert).toList());
        section.finish();
        return costTracking;
    }

    private static Map<String, BigDecimal> pricing(Section section) {
        Map<String, BigDecimal> usdPerThousand = new LinkedHashMap<>();
        for (String model : section.keys()) {
            usdPerThousand.put(model, section.get(model, BigDecimal.ZERO, Readings::price));
        }
        return usdPerThousand;
    }

    private static BudgetAlert alert(Section section) {
        BudgetAlert alert = new BudgetAlert(
                section.required("type", BudgetType.DAILY_BUDGET, Readings.oneOf(BudgetType.class)),
                section.required("threshold", BigDecimal.ONE, Readings::amount),
                section.required("action", "email", Readings::text),
                section.get("level", AlertLevel.CRITICAL, Readings.oneOf(AlertLevel.class)),
                section.<@Nullable String>get("agent", null, Readings::text),
                section.texts("recipients"));
        section.finish();
        return alert;
    }

    private static Server server(Section section) {
        String url = section.get("url", "http://query-api:8080", Readings::uri);
        Server server = new Server(
                url,
                section.get("alerts_url", url, Readings::uri),
                section.<@Nullable String>get("api_key", null, Readings::text));
        section.finish();
        return server;
    }

    /** Langfuse's own variables are understood. */
    private static Langfuse langfuse(Section section, Map<String, String> environment) {
        Optional<String> host = Optional.ofNullable(environment.get("LANGFUSE_BASE_URL"))
                .or(() -> Optional.ofNullable(environment.get("LANGFUSE_HOST")));
        Langfuse langfuse = new Langfuse(
                section.get("enabled", false, Readings::flag),
                section.get("host", host.orElse("https://cloud.langfuse.com"), Readings::uri),
                section.get("public_key", environment.getOrDefault("LANGFUSE_PUBLIC_KEY", ""), Readings::text),
                section.get("secret_key", environment.getOrDefault("LANGFUSE_SECRET_KEY", ""), Readings::text));
        section.finish();
        return langfuse;
    }
}
