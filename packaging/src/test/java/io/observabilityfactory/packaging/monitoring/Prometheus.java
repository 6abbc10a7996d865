package io.observabilityfactory.packaging.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.local.LocalPorts;
import io.observabilityfactory.local.service.Service;
import io.observabilityfactory.packaging.Tool;
import io.observabilityfactory.packaging.rules.RenderedRules;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A Prometheus that scrapes the services of a local system each second, as the chart's ServiceMonitor has it. */
final class Prometheus implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String CONFIG = """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: ['%s']
            alerting:
              alertmanagers: [{static_configs: [{targets: ['127.0.0.1:%d']}]}]
            scrape_configs:
            """;

    private static final String SCRAPE = """
              - job_name: %s
                metrics_path: /q/metrics
                static_configs: [{targets: ['127.0.0.1:%d']}]
            """;

    private final Daemon daemon;

    private Prometheus(Daemon daemon) {
        this.daemon = daemon;
    }

    static Prometheus start(Path folder, int port, LocalPorts services, RenderedRules rules, int alertmanager)
            throws IOException {
        StringBuilder config =
                new StringBuilder(CONFIG.formatted(rules.write(folder.resolve("rules.yaml")), alertmanager));
        for (Service service : Service.values()) {
            config.append(
                    SCRAPE.formatted(service.module(), services.management().get(service.ordinal())));
        }
        Path file = folder.resolve("prometheus.yaml");
        Files.writeString(file, config);
        return new Prometheus(Daemon.start(
                Tool.installed("prometheus"),
                folder,
                port,
                "--config.file=" + file,
                "--storage.tsdb.path=" + folder.resolve("prometheus"),
                "--web.listen-address=127.0.0.1:" + port));
    }

    /** The series that a query answers now. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        JsonNode answer =
                JSON.readTree(daemon.get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                        .body());
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(expression + ": " + answer.path("error").asText());
        }
        return answer.at("/data/result");
    }

    Set<String> metricNames() throws IOException, InterruptedException {
        JsonNode names = JSON.readTree(
                        daemon.get("/api/v1/label/__name__/values").body())
                .get("data");
        return StreamSupport.stream(names.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    /** All rules that it has loaded, each with what became of its last evaluation. */
    List<JsonNode> rules() throws IOException, InterruptedException {
        JsonNode groups = JSON.readTree(daemon.get("/api/v1/rules").body()).at("/data/groups");
        return StreamSupport.stream(groups.spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.get("rules").spliterator(), false))
                .toList();
    }

    @Override
    public void close() {
        daemon.close();
    }
}
