package io.observabilityfactory.packaging.container;

import com.fasterxml.jackson.databind.JsonNode;
import io.observabilityfactory.packaging.chart.Chart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The environment that the chart gives to a container, as the kubelet would resolve it. */
final class PodEnvironment {

    private final List<JsonNode> objects;
    private final Map<String, String> secrets;
    private final Map<String, String> addresses;

    /**
     * @param secrets values by their keys
     * @param addresses what stands in this machine for an address in the cluster, by that address
     */
    PodEnvironment(List<JsonNode> objects, Map<String, String> secrets, Map<String, String> addresses) {
        this.objects = objects;
        this.secrets = secrets;
        this.addresses = addresses;
    }

    /** @param component as the label of the object has it */
    Map<String, String> of(String kind, String component) {
        JsonNode container = object(kind, component).at("/spec/template/spec/containers/0");
        Map<String, String> environment = new LinkedHashMap<>();
        StreamSupport.stream(container.get("env").spliterator(), false)
                .forEach(variable -> environment.put(variable.get("name").asText(), value(variable, environment)));
        return environment;
    }

    /** @param component as the label of the object has it */
    JsonNode object(String kind, String component) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .filter(object -> object.at("/metadata/labels/app.kubernetes.io~1component")
                        .asText()
                        .equals(component))
                .findFirst()
                .orElseThrow();
    }

    private String value(JsonNode variable, Map<String, String> earlier) {
        JsonNode secret = variable.at("/valueFrom/secretKeyRef/key");
        if (!secret.isMissingNode()) {
            String value = secrets.get(secret.asText());
            if (value == null) {
                throw new IllegalStateException("no secret " + secret.asText() + " for " + variable);
            }
            return value;
        }
        String value = variable.get("value").asText();
        for (Map.Entry<String, String> known : earlier.entrySet()) {
            value = value.replace("$(" + known.getKey() + ")", known.getValue());
        }
        for (Map.Entry<String, String> address : addresses.entrySet()) {
            value = value.replace(address.getKey(), address.getValue());
        }
        return value;
    }

    /** The name that objects of the chart begin with. */
    static String prefix() {
        return Chart.RELEASE + "-observability-factory";
    }
}
