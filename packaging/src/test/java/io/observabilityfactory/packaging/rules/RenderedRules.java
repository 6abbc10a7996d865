package io.observabilityfactory.packaging.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.observabilityfactory.packaging.chart.Chart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The rules as the chart installs them. */
public record RenderedRules(JsonNode groups) {

    public static final String RUNBOOKS = "https://runbooks.example";

    private static final ObjectMapper YAML = new YAMLMapper();

    /** @param thresholds that differ from the chart's defaults, by their names among the values */
    public static RenderedRules of(Map<String, ?> thresholds) {
        Map<String, Object> values =
                new HashMap<>(Map.of("prometheusRule.enabled", true, "prometheusRule.runbookBaseUrl", RUNBOOKS));
        thresholds.forEach((name, value) -> values.put("prometheusRule.thresholds." + name, value));
        return Chart.render(values).stream()
                .filter(object -> object.path("kind").asText().equals("PrometheusRule"))
                .map(object -> new RenderedRules(object.at("/spec/groups")))
                .findFirst()
                .orElseThrow();
    }

    /** Writes them as Prometheus itself reads rules. */
    public Path write(Path file) {
        try {
            YAML.writeValue(file.toFile(), Map.of("groups", groups));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Stream<JsonNode> alerts() {
        return rules().filter(rule -> rule.has("alert"));
    }

    public Stream<JsonNode> rules() {
        return stream(groups).flatMap(group -> stream(group.get("rules")));
    }

    List<String> groupNames() {
        return stream(groups).map(group -> group.get("name").asText()).toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
