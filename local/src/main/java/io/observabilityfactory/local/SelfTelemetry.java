package io.observabilityfactory.local;

import io.observabilityfactory.database.access.ApiKeys;
import io.observabilityfactory.model.access.Scope;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/** The services' own traces and metrics, kept in a project of their own beside those of the agents. */
final class SelfTelemetry {

    static final String PROJECT = "observability-factory";

    private SelfTelemetry() {}

    /** How the services send them: with a key of that project, made anew for each start. */
    static Map<String, String> settings(LocalDatabase database, LocalPorts ports) {
        try {
            ApiKeys.NewKey key =
                    new ApiKeys(database.dataSource()).create(PROJECT, "own telemetry", Set.of(Scope.INGEST));
            return Map.of(
                    "QUARKUS_OTEL_SDK_DISABLED",
                    "false",
                    "QUARKUS_OTEL_METRIC_EXPORT_INTERVAL",
                    "15s",
                    "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                    "http://localhost:" + ports.otlpGrpc(),
                    "QUARKUS_OTEL_EXPORTER_OTLP_HEADERS",
                    "authorization=Bearer " + key.secret().value());
        } catch (SQLException e) {
            throw new LocalException("the key for the services' own telemetry cannot be made: " + e.getMessage(), e);
        }
    }
}
