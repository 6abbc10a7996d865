package io.observabilityfactory.ingest.normalize;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import io.observabilityfactory.ingest.privacy.Texts;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * OTLP values of one record as JSON that Postgres can hold, within the limits and as private as the project wants it.
 * Numbers JSON has no notation for become text. Remembers whether anything was left out.
 */
final class JsonText {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MASKED_BEYOND_LIMIT = 1_024;

    /** The key under which privacy rules look at what was said. */
    static final String CONTENT = "gen_ai.event.content";

    private static final String GEN_AI = "gen_ai.";
    private static final Set<String> ABOUT_MESSAGES =
            Set.of("role", "id", "name", "type", "index", "finish_reason", "event.name");
    private static final String TOO_DEEP = "[cut: nested too deep]";

    private final RecordRules rules;
    private boolean cut;

    JsonText(RecordRules rules) {
        this.rules = rules;
    }

    boolean cut() {
        return cut;
    }

    /** A list of at most as many items as the limits allow. */
    <T> List<T> limited(List<T> items, int limit) {
        if (items.size() <= limit) {
            return items;
        }
        cut = true;
        return items.subList(0, limit);
    }

    String attributes(List<KeyValue> attributes) {
        return write(json -> writeAttributes(json, attributes));
    }

    /** The attributes of an event that is a message. */
    String message(List<KeyValue> attributes) {
        return write(json -> writeMessage(json, attributes));
    }

    /** Keys in order, so that equal attributes give equal text. */
    String sortedAttributes(List<KeyValue> attributes) {
        List<KeyValue> sorted = attributes.stream()
                .sorted(Comparator.comparing(KeyValue::getKey))
                .toList();
        return attributes(sorted);
    }

    /** A value that is not an attribute, the body of a log record for instance. */
    String value(AnyValue value, String key) {
        return write(json -> writeValue(json, key, value, 1));
    }

    void writeAttributes(JsonGenerator json, List<KeyValue> attributes) throws IOException {
        writeObject(json, key -> key, attributes, 1);
    }

    /** Attributes of a message: what is in it is content, whatever its key says elsewhere. */
    void writeMessage(JsonGenerator json, List<KeyValue> attributes) throws IOException {
        writeObject(json, JsonText::keyInMessage, attributes, 1);
    }

    private static String keyInMessage(String key) {
        return key.startsWith(GEN_AI) || ABOUT_MESSAGES.contains(key) ? key : CONTENT;
    }

    /**
     * Of entries with the same key Postgres keeps the last one.
     *
     * @param privacyKey the key by which privacy rules judge the entry of a key
     */
    private void writeObject(JsonGenerator json, UnaryOperator<String> privacyKey, List<KeyValue> entries, int depth)
            throws IOException {
        json.writeStartObject();
        for (KeyValue entry : limited(entries, rules.limits().attributes())) {
            String key = storable(entry.getKey());
            json.writeFieldName(key);
            writeValue(json, privacyKey.apply(key), entry.getValue(), depth);
        }
        json.writeEndObject();
    }

    private void writeValue(JsonGenerator json, String key, AnyValue value, int depth) throws IOException {
        if (depth > rules.limits().depth() && (value.hasArrayValue() || value.hasKvlistValue())) {
            cut = true;
            json.writeString(TOO_DEEP);
            return;
        }
        switch (value.getValueCase()) {
            case STRING_VALUE -> json.writeString(text(key, value.getStringValue()));
            case BOOL_VALUE -> json.writeBoolean(value.getBoolValue());
            case INT_VALUE -> json.writeNumber(value.getIntValue());
            case DOUBLE_VALUE -> writeDouble(json, value.getDoubleValue());
            case BYTES_VALUE ->
                json.writeBinary(
                        value.getBytesValue().substring(0, limitedBytes(value)).toByteArray());
            case KVLIST_VALUE ->
                writeObject(json, inner -> key, value.getKvlistValue().getValuesList(), depth + 1);
            case ARRAY_VALUE -> writeArray(json, key, value.getArrayValue().getValuesList(), depth + 1);
            default -> json.writeNull();
        }
    }

    private int limitedBytes(AnyValue value) {
        int size = value.getBytesValue().size();
        cut |= size > rules.limits().valueLength();
        return Math.min(size, rules.limits().valueLength());
    }

    /** Masked before it is cut, as half of a secret would not be recognized; but not much more than is kept. */
    private String text(String key, String value) {
        int limit = rules.limits().valueLength();
        String kept = rules.privacy().attribute(key, storable(Texts.beginning(value, limit + MASKED_BEYOND_LIMIT)));
        cut |= value.length() > limit || rules.privacy().withholds(key);
        return Texts.beginning(kept, limit);
    }

    private static String storable(String text) {
        return StorableText.of(text);
    }

    private static void writeDouble(JsonGenerator json, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeString(Double.toString(value));
        }
    }

    private void writeArray(JsonGenerator json, String key, List<AnyValue> values, int depth) throws IOException {
        json.writeStartArray();
        for (AnyValue value : limited(values, rules.limits().valueLength())) {
            writeValue(json, key, value, depth);
        }
        json.writeEndArray();
    }

    static String write(JsonWriter writer) {
        SegmentedStringWriter text = new SegmentedStringWriter(JSON._getBufferRecycler());
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writer.write(json);
            json.flush();
            return text.getAndClear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes one JSON value. */
    interface JsonWriter {
        void write(JsonGenerator json) throws IOException;
    }
}
