package io.observabilityfactory.local.service;

import io.observabilityfactory.local.LocalPorts;
import java.util.Map;
import java.util.function.Function;

/** The services, each with the settings that are its own in a local system. */
public enum Service {
    INGEST(
            "ingest-service",
            "256m",
            ports -> Map.of(
                    "QUARKUS_HTTP_PORT",
                    text(ports.otlpHttp()),
                    "QUARKUS_GRPC_SERVER_HOST",
                    "127.0.0.1",
                    "QUARKUS_GRPC_SERVER_PORT",
                    text(ports.otlpGrpc()))),
    COST(
            "cost-service",
            "256m",
            ports -> Map.of(
                    "QUARKUS_HTTP_PORT",
                    text(ports.cost()),
                    "OBSERVABILITY_FACTORY_COST_REPORTED_COSTS",
                    "where-unpriced")),
    QUERY(
            "query-api",
            "256m",
            ports -> Map.of(
                    "QUARKUS_HTTP_PORT",
                    text(ports.query()),
                    "OBSERVABILITY_FACTORY_QUERY_ADMIN_COST_SERVICE",
                    "http://localhost:" + ports.cost(),
                    "OBSERVABILITY_FACTORY_QUERY_ADMIN_ALERT_SERVICE",
                    "http://localhost:" + ports.alert(),
                    "OBSERVABILITY_FACTORY_QUERY_ADMIN_INGEST_SERVICE",
                    "http://localhost:" + ports.otlpHttp(),
                    "OBSERVABILITY_FACTORY_QUERY_ADMIN_OPERATOR_PROJECT",
                    "default")),
    ALERT(
            "alert-service",
            "256m",
            ports -> Map.of(
                    "QUARKUS_HTTP_PORT",
                    text(ports.alert()),
                    "OBSERVABILITY_FACTORY_ALERT_UI_URL",
                    "http://localhost:" + ports.query()));

    private final String module;
    private final String heap;
    private final Function<LocalPorts, Map<String, String>> settings;

    Service(String module, String heap, Function<LocalPorts, Map<String, String>> settings) {
        this.module = module;
        this.heap = heap;
        this.settings = settings;
    }

    /** Also the name of the service's folder. */
    public String module() {
        return module;
    }

    String heap() {
        return heap;
    }

    int managementPort(LocalPorts ports) {
        return ports.management().get(ordinal());
    }

    Map<String, String> settings(LocalPorts ports) {
        return settings.apply(ports);
    }

    private static String text(int port) {
        return Integer.toString(port);
    }
}
