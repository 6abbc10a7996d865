package io.observabilityfactory.packaging.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.packaging.Checkout;
import io.observabilityfactory.packaging.chart.Chart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A board as it is committed. */
public record Dashboard(String name, JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static List<Dashboard> all() {
        return Checkout.list(Chart.FOLDER + "/files/dashboards").stream()
                .map(Dashboard::read)
                .toList();
    }

    private static Dashboard read(Path file) {
        try {
            return new Dashboard(
                    file.getFileName().toString().replace(".json", ""), JSON.readTree(Checkout.text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All but the headings of rows. */
    public Stream<JsonNode> panels() {
        return stream(json.get("panels"))
                .filter(panel -> !panel.get("type").asText().equals("row"));
    }

    Stream<JsonNode> variables() {
        return stream(json.at("/templating/list"));
    }

    /** What its panels ask Prometheus. */
    public Stream<Query> queries() {
        return panels().flatMap(panel -> stream(panel.path("targets"))
                .filter(target -> target.has("expr"))
                .map(target -> new Query(
                        name + "/" + panel.get("title").asText(),
                        target.get("expr").asText())));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /**
     * A query of a panel.
     *
     * @param panel board and title
     */
    public record Query(String panel, String expression) {

        /** As Grafana sends it when everything is selected, for a range of an hour. */
        public String selectingAll() {
            return expression
                    .replace("$__rate_interval", "1m")
                    .replace("$__range", "1h")
                    .replaceAll("\\$(project|agent|model)\\b", ".*");
        }

        @Override
        public String toString() {
            return panel;
        }
    }
}
