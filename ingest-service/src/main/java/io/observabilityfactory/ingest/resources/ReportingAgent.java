package io.observabilityfactory.ingest.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.ingest.normalize.NormalizedPoint;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Whose metric a point is: as query-api reads it from what is stored. */
final class ReportingAgent {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ATTRIBUTES = List.of("agent", "gen_ai.agent.name", "agent_id");
    private static final int LONGEST = 120;

    private ReportingAgent() {}

    /** The agent that an attribute names, else the service. */
    static String of(NormalizedPoint point) {
        JsonNode attributes = parse(point.attributes());
        String agent = ATTRIBUTES.stream()
                .map(attributes::path)
                .filter(value -> value.isValueNode() && !value.isNull())
                .map(JsonNode::asText)
                .findFirst()
                .or(() -> Stream.of(point.source().resource())
                        .map(resource -> resource.service())
                        .filter(Objects::nonNull)
                        .findFirst())
                .orElse("");
        return agent.length() > LONGEST ? agent.substring(0, LONGEST) : agent;
    }

    private static JsonNode parse(String attributes) {
        try {
            return JSON.readTree(attributes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("this service wrote it", e);
        }
    }
}
