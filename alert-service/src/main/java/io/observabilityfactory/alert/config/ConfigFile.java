package io.observabilityfactory.alert.config;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.observabilityfactory.service.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** An {@code observability_config.yaml}, of which only the alerts are read here. The other sections are read by whom they are for. */
record ConfigFile(Path path) {

    private static final String COSTS = "cost_tracking";
    private static final String ALERTS = "alerts";
    private static final List<String> KEYS = List.of("enabled", "pricing", ALERTS);

    /**
     * @throws ProblemException when a key is misspelt, or there is no list of alerts: what is missing by mistake must not remove
     *     the budgets there are
     */
    ConfiguredAlerts read() throws IOException {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        JsonNode costs = yaml.readTree(path.toFile()).path(COSTS);
        for (Iterator<String> names = costs.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!KEYS.contains(name)) {
                throw ProblemException.badParameter(
                        COSTS + "." + name, "is unknown; there are " + String.join(", ", KEYS));
            }
        }
        if (!costs.path(ALERTS).isArray()) {
            throw ProblemException.invalid(COSTS + "." + ALERTS, "a list; an empty one for no budgets");
        }
        try {
            return yaml.treeToValue(yaml.createObjectNode().set(ALERTS, costs.path(ALERTS)), ConfiguredAlerts.class);
        } catch (ValueInstantiationException e) {
            // What an entry says of itself is clearer than what Jackson says of it.
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw e;
        }
    }
}
