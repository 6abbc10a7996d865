package io.observabilityfactory.query.jaeger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.query.jaeger.JaegerTrace.Tag;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Attributes and events as they are stored, as Jaeger has them. */
@Singleton
final class JaegerTags {

    private final ObjectMapper json;

    JaegerTags(ObjectMapper json) {
        this.json = json;
    }

    List<Tag> ofAttributes(String attributes) {
        return tags(read(attributes));
    }

    List<JaegerTrace.Log> ofEvents(String events) {
        List<JaegerTrace.Log> logs = new ArrayList<>();
        read(events).forEach(event -> {
            List<Tag> fields =
                    new ArrayList<>(List.of(Tag.text("event", event.path("name").asText())));
            fields.addAll(tags(event.path("attributes")));
            String time = event.path("time").asText();
            logs.add(new JaegerTrace.Log(time.isEmpty() ? 0 : micros(Instant.parse(time)), fields));
        });
        return logs;
    }

    List<JaegerTrace.Reference> ofLinks(String links) {
        List<JaegerTrace.Reference> references = new ArrayList<>();
        read(links)
                .forEach(link -> references.add(new JaegerTrace.Reference(
                        "FOLLOWS_FROM",
                        link.path("traceId").asText(),
                        link.path("spanId").asText())));
        return references;
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static List<Tag> tags(JsonNode attributes) {
        List<Tag> tags = new ArrayList<>();
        attributes.fields().forEachRemaining(entry -> tags.add(tag(entry.getKey(), entry.getValue())));
        return tags;
    }

    /** What Jaeger has no type for is JSON in a text. */
    private static Tag tag(String key, JsonNode value) {
        if (value.isBoolean()) {
            return new Tag(key, "bool", value.booleanValue());
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return new Tag(key, "int64", value.longValue());
        }
        if (value.isNumber()) {
            return new Tag(key, "float64", value.doubleValue());
        }
        return Tag.text(key, value.isTextual() ? value.textValue() : value.toString());
    }

    private JsonNode read(String stored) {
        try {
            return json.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
