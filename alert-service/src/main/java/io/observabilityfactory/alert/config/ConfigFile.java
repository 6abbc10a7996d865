package io.observabilityfactory.alert.config;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;

/** An {@code observability_config.yaml}, of which only the alerts are read here. */
record ConfigFile(Path path) {

    ConfiguredAlerts read() throws IOException {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        JsonNode costs = yaml.readTree(path.toFile()).path("cost_tracking");
        return yaml.treeToValue(yaml.createObjectNode().set("alerts", costs.path("alerts")), ConfiguredAlerts.class);
    }
}
