package io.observabilityfactory.query.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Spans as OTLP/JSON again, an {@code ExportTraceServiceRequest} as any collector takes it. Start times have microseconds,
 * as they are stored; what was masked or cut when it came stays so.
 */
@Singleton
final class OtlpExport {

    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);
    private static final List<String> KINDS =
            List.of("unspecified", "internal", "server", "client", "producer", "consumer");
    private static final List<String> STATUS_CODES = List.of("unset", "ok", "error");

    private final ObjectMapper json;

    OtlpExport(ObjectMapper json) {
        this.json = json;
    }

    /** What lists spans with the same of these together. */
    private record Source(
            String resourceHash,
            @Nullable String scope,
            @Nullable String scopeVersion) {

        static Source of(Row row) {
            return new Source(
                    row.getString("resource_hash"), row.getString("scope_name"), row.getString("scope_version"));
        }
    }

    /** @param resources with {@code resource_hash} and {@code attributes} */
    String of(String traceId, List<Row> spans, List<Row> resources) {
        Map<String, String> attributes = resources.stream()
                .collect(Collectors.toMap(row -> row.getString("resource_hash"), row -> row.getString("attributes")));
        Map<Source, List<Row>> bySource =
                spans.stream().collect(Collectors.groupingBy(Source::of, LinkedHashMap::new, Collectors.toList()));
        ObjectNode request = json.createObjectNode();
        ArrayNode resourceSpans = request.putArray("resourceSpans");
        bySource.forEach((source, rows) -> {
            ObjectNode ofResource = resourceSpans.addObject();
            ofResource
                    .putObject("resource")
                    .set("attributes", keyValues(read(attributes.getOrDefault(source.resourceHash, "{}"))));
            ObjectNode ofScope = ofResource.putArray("scopeSpans").addObject();
            ObjectNode scope = ofScope.putObject("scope");
            putIfKnown(scope, "name", source.scope);
            putIfKnown(scope, "version", source.scopeVersion);
            ArrayNode list = ofScope.putArray("spans");
            rows.forEach(row -> list.add(span(traceId, row)));
        });
        return request.toString();
    }

    private ObjectNode span(String traceId, Row row) {
        SpanOutline place = SpanOutline.from(row);
        ObjectNode span = json.createObjectNode();
        span.put("traceId", traceId);
        span.put("spanId", place.spanId());
        putIfKnown(span, "parentSpanId", place.parentSpanId());
        span.put("name", place.name());
        span.put("kind", Math.max(0, KINDS.indexOf(row.getString("kind"))));
        span.put("startTimeUnixNano", unixNano(place.start()));
        span.put("endTimeUnixNano", unixNano(place.end()));
        span.set("attributes", keyValues(read(row.getString("attributes"))));
        span.set("events", events(read(row.getString("events"))));
        span.set("links", links(read(row.getString("links"))));
        ObjectNode status = span.putObject("status");
        status.put("code", Math.max(0, STATUS_CODES.indexOf(row.getString("status"))));
        putIfKnown(status, "message", row.getString("status_message"));
        return span;
    }

    private ArrayNode events(JsonNode stored) {
        ArrayNode events = json.createArrayNode();
        stored.forEach(event -> {
            ObjectNode otlp = events.addObject();
            otlp.put("name", event.path("name").asText());
            String time = event.path("time").asText();
            otlp.put("timeUnixNano", time.isEmpty() ? "0" : unixNano(Instant.parse(time)));
            otlp.set("attributes", keyValues(event.path("attributes")));
        });
        return events;
    }

    private ArrayNode links(JsonNode stored) {
        ArrayNode links = json.createArrayNode();
        stored.forEach(link -> {
            ObjectNode otlp = links.addObject();
            otlp.put("traceId", link.path("traceId").asText());
            otlp.put("spanId", link.path("spanId").asText());
            otlp.set("attributes", keyValues(link.path("attributes")));
        });
        return links;
    }

    private ArrayNode keyValues(JsonNode object) {
        ArrayNode list = json.createArrayNode();
        object.fields().forEachRemaining(entry -> {
            ObjectNode keyValue = list.addObject();
            keyValue.put("key", entry.getKey());
            keyValue.set("value", value(entry.getValue()));
        });
        return list;
    }

    private ObjectNode value(JsonNode stored) {
        ObjectNode value = json.createObjectNode();
        switch (stored.getNodeType()) {
            case STRING -> value.put("stringValue", stored.textValue());
            case BOOLEAN -> value.put("boolValue", stored.booleanValue());
            case NUMBER -> putNumber(value, stored);
            case ARRAY -> {
                ArrayNode items = value.putObject("arrayValue").putArray("values");
                stored.forEach(item -> items.add(value(item)));
            }
            case OBJECT -> value.putObject("kvlistValue").set("values", keyValues(stored));
            default -> {
                // JSON's null is OTLP's empty value.
            }
        }
        return value;
    }

    /** OTLP's integers have 64 bits, and are text in JSON: a longer one was a floating-point number when it came. */
    private static void putNumber(ObjectNode value, JsonNode number) {
        if (number.isIntegralNumber() && number.canConvertToLong()) {
            value.put("intValue", number.asText());
        } else {
            value.put("doubleValue", number.doubleValue());
        }
    }

    private static void putIfKnown(ObjectNode object, String field, @Nullable String value) {
        if (value != null) {
            object.put(field, value);
        }
    }

    private static String unixNano(Instant time) {
        return BigInteger.valueOf(time.getEpochSecond())
                .multiply(NANOS_PER_SECOND)
                .add(BigInteger.valueOf(time.getNano()))
                .toString();
    }

    private JsonNode read(String stored) {
        try {
            return json.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
