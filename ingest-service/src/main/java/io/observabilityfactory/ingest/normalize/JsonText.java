package io.observabilityfactory.ingest.normalize;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OTLP attributes, events and links as JSON that Postgres can hold. Numbers JSON has no notation for become text. */
final class JsonText {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    static String attributes(List<KeyValue> attributes) {
        return write(json -> writeObject(json, attributes));
    }

    /** Keys in order, so that equal attributes give equal text. */
    static String sortedAttributes(List<KeyValue> attributes) {
        List<KeyValue> sorted = attributes.stream()
                .sorted(Comparator.comparing(KeyValue::getKey))
                .toList();
        return attributes(sorted);
    }

    static @Nullable String events(List<Span.Event> events) {
        return events.isEmpty() ? null : write(json -> writeEvents(json, events));
    }

    static @Nullable String links(List<Span.Link> links) {
        return links.isEmpty() ? null : write(json -> writeLinks(json, links));
    }

    private static void writeEvents(JsonGenerator json, List<Span.Event> events) throws IOException {
        json.writeStartArray();
        for (Span.Event event : events) {
            json.writeStartObject();
            json.writeStringField("name", StorableText.of(event.getName()));
            json.writeStringField(
                    "time", UnixNanos.toInstant(event.getTimeUnixNano()).toString());
            json.writeFieldName("attributes");
            writeObject(json, event.getAttributesList());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeLinks(JsonGenerator json, List<Span.Link> links) throws IOException {
        json.writeStartArray();
        for (Span.Link link : links) {
            json.writeStartObject();
            json.writeStringField(
                    "traceId", HexFormat.of().formatHex(link.getTraceId().toByteArray()));
            json.writeStringField(
                    "spanId", HexFormat.of().formatHex(link.getSpanId().toByteArray()));
            json.writeFieldName("attributes");
            writeObject(json, link.getAttributesList());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeObject(JsonGenerator json, List<KeyValue> attributes) throws IOException {
        Map<String, AnyValue> lastWins = new LinkedHashMap<>();
        attributes.forEach(attribute -> lastWins.put(StorableText.of(attribute.getKey()), attribute.getValue()));
        json.writeStartObject();
        for (Map.Entry<String, AnyValue> attribute : lastWins.entrySet()) {
            json.writeFieldName(attribute.getKey());
            writeValue(json, attribute.getValue());
        }
        json.writeEndObject();
    }

    private static void writeValue(JsonGenerator json, AnyValue value) throws IOException {
        switch (value.getValueCase()) {
            case STRING_VALUE -> json.writeString(StorableText.of(value.getStringValue()));
            case BOOL_VALUE -> json.writeBoolean(value.getBoolValue());
            case INT_VALUE -> json.writeNumber(value.getIntValue());
            case DOUBLE_VALUE -> writeDouble(json, value.getDoubleValue());
            case BYTES_VALUE -> json.writeBinary(value.getBytesValue().toByteArray());
            case KVLIST_VALUE -> writeObject(json, value.getKvlistValue().getValuesList());
            case ARRAY_VALUE -> writeArray(json, value.getArrayValue().getValuesList());
            default -> json.writeNull();
        }
    }

    private static void writeDouble(JsonGenerator json, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeString(Double.toString(value));
        }
    }

    private static void writeArray(JsonGenerator json, List<AnyValue> values) throws IOException {
        json.writeStartArray();
        for (AnyValue value : values) {
            writeValue(json, value);
        }
        json.writeEndArray();
    }

    private static String write(JsonWriter writer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writer.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private interface JsonWriter {
        void write(JsonGenerator json) throws IOException;
    }
}
