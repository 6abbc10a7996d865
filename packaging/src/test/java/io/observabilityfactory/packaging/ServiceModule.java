package io.observabilityfactory.packaging;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A service as its own configuration describes it. */
public enum ServiceModule {
    INGEST(
            "ingest-service",
            "ingestService",
            Map.of("otlp-http", "quarkus.http.port", "otlp-grpc", "quarkus.grpc.server.port"),
            List.of("io.observabilityfactory.ingest.IngestConfig", "io.observabilityfactory.ingest.auth.AccessConfig")),
    COST(
            "cost-service",
            "costService",
            Map.of("http", "quarkus.http.port"),
            List.of("io.observabilityfactory.cost.CostConfig", KitConfig.ACCESS, KitConfig.DATABASE)),
    ALERT(
            "alert-service",
            "alertService",
            Map.of("http", "quarkus.http.port"),
            List.of("io.observabilityfactory.alert.AlertConfig", KitConfig.ACCESS, KitConfig.DATABASE)),
    QUERY(
            "query-api",
            "queryApi",
            Map.of("http", "quarkus.http.port"),
            List.of(
                    "io.observabilityfactory.query.QueryConfig",
                    "io.observabilityfactory.query.admin.AdminConfig",
                    "io.observabilityfactory.query.ui.UiConfig",
                    "io.observabilityfactory.query.ui.OpenIdConfig",
                    KitConfig.ACCESS,
                    KitConfig.DATABASE));

    /** Quarkus' own defaults. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "quarkus.http.port", "8080",
            "quarkus.management.port", "9000",
            "quarkus.management.root-path", "/q",
            "quarkus.smallrye-health.root-path", "health");

    private final String module;
    private final String valuesKey;
    private final Map<String, String> portProperties;
    private final List<String> configMappings;

    ServiceModule(String module, String valuesKey, Map<String, String> portProperties, List<String> configMappings) {
        this.module = module;
        this.valuesKey = valuesKey;
        this.portProperties = portProperties;
        this.configMappings = configMappings;
    }

    public String module() {
        return module;
    }

    /** Its key among the chart's values. */
    public String valuesKey() {
        return valuesKey;
    }

    /** The types of its own settings. */
    public List<Class<?>> configMappings() {
        return configMappings.stream().<Class<?>>map(ServiceModule::load).toList();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ServiceModule.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where it listens, by the name of the port in the chart. */
    public Map<String, Integer> ports() {
        Map<String, Integer> ports = new TreeMap<>();
        portProperties().forEach((name, property) -> ports.put(name, Integer.valueOf(setting(property))));
        return ports;
    }

    /** The settings that say where it listens, by the name of the port in the chart. */
    public Map<String, String> portProperties() {
        Map<String, String> properties = new TreeMap<>(portProperties);
        properties.put("management", "quarkus.management.port");
        return properties;
    }

    /** The path of one of its health checks on the management port. */
    public String healthPath(String check) {
        return setting("quarkus.management.root-path") + "/" + setting("quarkus.smallrye-health.root-path") + "/"
                + check;
    }

    /** A setting of {@code application.properties}, or else Quarkus' default. */
    private String setting(String name) {
        return properties().getProperty(name, DEFAULTS.get(name));
    }

    public Properties properties() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Checkout.text(module + "/src/main/resources/application.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** Settings that come from service-kit. */
    private static final class KitConfig {
        static final String ACCESS = "io.observabilityfactory.service.access.AccessConfig";
        static final String DATABASE = "io.observabilityfactory.service.database.DatabaseConfig";
    }
}
