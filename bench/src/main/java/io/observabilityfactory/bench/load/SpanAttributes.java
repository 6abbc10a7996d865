package io.observabilityfactory.bench.load;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.List;

/** Attributes of a span that keeps count of how long they are as JSON, so that they can be filled up to a size. */
final class SpanAttributes {

    /** Quotes, colon and comma around a key and its text. */
    private static final int PUNCTUATION = 6;

    private final List<KeyValue> attributes = new ArrayList<>();
    private int jsonLength = 2;

    SpanAttributes text(String key, String value) {
        jsonLength += key.length() + value.length() + escapes(value) + PUNCTUATION;
        return add(key, AnyValue.newBuilder().setStringValue(value));
    }

    SpanAttributes number(String key, long value) {
        jsonLength += key.length() + Long.toString(value).length() + PUNCTUATION - 2;
        return add(key, AnyValue.newBuilder().setIntValue(value));
    }

    SpanAttributes real(String key, double value) {
        jsonLength += key.length() + Double.toString(value).length() + PUNCTUATION - 2;
        return add(key, AnyValue.newBuilder().setDoubleValue(value));
    }

    SpanAttributes texts(String key, String value) {
        jsonLength += key.length() + value.length() + PUNCTUATION + 2;
        return add(
                key,
                AnyValue.newBuilder()
                        .setArrayValue(ArrayValue.newBuilder()
                                .addValues(AnyValue.newBuilder().setStringValue(value))));
    }

    /** A message of one part, as the GenAI conventions write it, that fills a share of what is left up to {@code target}. */
    SpanAttributes message(String key, String role, double share, int target, Prose prose) {
        String start = "[{\"role\":\"" + role + "\",\"parts\":[{\"type\":\"text\",\"content\":\"";
        String end = "\"}]}]";
        int around = key.length() + start.length() + escapes(start) + end.length() + escapes(end) + PUNCTUATION;
        int content = (int) ((target - jsonLength) * share) - around;
        return text(key, start + prose.ofLength(content) + end);
    }

    /** Plain text that fills what is left up to {@code target}. */
    SpanAttributes filler(String key, int target, Prose prose) {
        return text(key, prose.ofLength(target - jsonLength - key.length() - PUNCTUATION));
    }

    private SpanAttributes add(String key, AnyValue.Builder value) {
        attributes.add(KeyValue.newBuilder().setKey(key).setValue(value).build());
        return this;
    }

    private static int escapes(String text) {
        return (int) text.chars().filter(character -> character == '"').count();
    }

    List<KeyValue> toList() {
        return attributes;
    }

    int jsonLength() {
        return jsonLength;
    }
}
