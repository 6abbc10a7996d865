package io.observabilityfactory.ingest.forward;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Attributes, events and links as they are stored, as OTLP again. */
final class StoredJson {

    /** What is stored was within limits when it came. A second opinion here would hold a target up for ever. */
    private static final StreamReadConstraints UNLIMITED = StreamReadConstraints.builder()
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .build();

    /** Names are anybody's: they are not kept in a table of known names. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(UNLIMITED)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build());

    private StoredJson() {}

    static List<KeyValue> attributes(String json) {
        return entries(parse(json));
    }

    static List<Span.Event> events(@Nullable String json) {
        return list(json, event -> Span.Event.newBuilder()
                .setName(event.path("name").asText())
                .setTimeUnixNano(
                        StoredSpan.nanos(Instant.parse(event.path("time").asText())))
                .addAllAttributes(entries(event.path("attributes")))
                .setDroppedAttributesCount(count(event, "droppedAttributesCount"))
                .build());
    }

    static List<Span.Link> links(@Nullable String json) {
        return list(json, link -> Span.Link.newBuilder()
                .setTraceId(id(link.path("traceId")))
                .setSpanId(id(link.path("spanId")))
                .addAllAttributes(entries(link.path("attributes")))
                .setTraceState(link.path("traceState").asText())
                .setFlags(count(link, "flags"))
                .setDroppedAttributesCount(count(link, "droppedAttributesCount"))
                .build());
    }

    /** As an unsigned number of 32 bits. */
    private static int count(JsonNode object, String field) {
        return (int) object.path(field).asLong();
    }

    private static <T> List<T> list(@Nullable String json, Function<JsonNode, T> item) {
        List<T> items = new ArrayList<>();
        if (json != null) {
            parse(json).forEach(node -> items.add(item.apply(node)));
        }
        return items;
    }

    private static ByteString id(JsonNode hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex.asText()));
    }

    private static List<KeyValue> entries(JsonNode object) {
        List<KeyValue> entries = new ArrayList<>(object.size());
        object.fields()
                .forEachRemaining(entry -> entries.add(KeyValue.newBuilder()
                        .setKey(entry.getKey())
                        .setValue(value(entry.getValue()))
                        .build()));
        return entries;
    }

    private static AnyValue value(JsonNode node) {
        AnyValue.Builder value = AnyValue.newBuilder();
        switch (node.getNodeType()) {
            case STRING -> value.setStringValue(node.textValue());
            case BOOLEAN -> value.setBoolValue(node.booleanValue());
            case NUMBER -> number(node, value);
            case ARRAY -> {
                ArrayValue.Builder items = value.getArrayValueBuilder();
                node.forEach(item -> items.addValues(value(item)));
            }
            case OBJECT -> value.setKvlistValue(KeyValueList.newBuilder().addAllValues(entries(node)));
            default -> {
                // JSON's null is OTLP's empty value.
            }
        }
        return value.build();
    }

    /** OTLP's integers have 64 bits: a longer one was a floating-point number when it came. */
    private static void number(JsonNode node, AnyValue.Builder value) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            value.setIntValue(node.longValue());
        } else {
            value.setDoubleValue(node.doubleValue());
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
