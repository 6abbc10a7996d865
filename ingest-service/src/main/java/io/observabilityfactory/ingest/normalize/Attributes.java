package io.observabilityfactory.ingest.normalize;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads attributes by a list of keys in order of preference. A value that is there but unusable, of the wrong type or
 * a placeholder, does not count: the next key is tried.
 */
final class Attributes {

    private static final Set<String> PLACEHOLDERS = Set.of("", "none", "null", "undefined");

    private final Map<String, AnyValue> values;

    private Attributes(Map<String, AnyValue> values) {
        this.values = values;
    }

    static Attributes of(List<KeyValue> attributes) {
        Map<String, AnyValue> values = new HashMap<>();
        attributes.forEach(attribute -> values.put(attribute.getKey(), attribute.getValue()));
        return new Attributes(values);
    }

    boolean hasAny(List<String> keys) {
        return keys.stream().anyMatch(values::containsKey);
    }

    @Nullable
    String text(List<String> keys) {
        return first(keys, Attributes::asText);
    }

    @Nullable
    Long count(List<String> keys) {
        return first(keys, Attributes::asCount);
    }

    @Nullable
    Double number(List<String> keys) {
        return first(keys, Attributes::asNumber);
    }

    /** All texts of an array, or the one text there is; empty when there is none. */
    List<String> texts(List<String> keys) {
        List<String> texts = first(keys, Attributes::asTexts);
        return texts == null ? List.of() : texts;
    }

    private <T> @Nullable T first(List<String> keys, Function<AnyValue, Optional<T>> reader) {
        for (String key : keys) {
            AnyValue value = values.get(key);
            Optional<T> read = value == null ? Optional.empty() : reader.apply(value);
            if (read.isPresent()) {
                return read.get();
            }
        }
        return null;
    }

    /** Of an array the first element, as clients send finish reasons. */
    private static Optional<String> asText(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE ->
                Optional.of(StorableText.of(value.getStringValue().strip()))
                        .filter(text -> !PLACEHOLDERS.contains(text.toLowerCase(java.util.Locale.ROOT)));
            case INT_VALUE -> Optional.of(Long.toString(value.getIntValue()));
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream().findFirst().flatMap(Attributes::asText);
            default -> Optional.empty();
        };
    }

    private static Optional<List<String>> asTexts(AnyValue value) {
        List<AnyValue> values = value.hasArrayValue() ? value.getArrayValue().getValuesList() : List.of(value);
        List<String> texts = values.stream()
                .map(Attributes::asText)
                .flatMap(Optional::stream)
                .toList();
        return Optional.of(texts).filter(found -> !found.isEmpty());
    }

    private static Optional<Long> asCount(AnyValue value) {
        return asNumber(value)
                .filter(number -> number >= 0 && number <= Long.MAX_VALUE)
                .map(Math::round);
    }

    private static Optional<Double> asNumber(AnyValue value) {
        return switch (value.getValueCase()) {
            case INT_VALUE -> Optional.of((double) value.getIntValue());
            case DOUBLE_VALUE -> Optional.of(value.getDoubleValue()).filter(Double::isFinite);
            case STRING_VALUE -> parse(value.getStringValue());
            default -> Optional.empty();
        };
    }

    private static Optional<Double> parse(String text) {
        try {
            return Optional.of(Double.valueOf(text.strip())).filter(Double::isFinite);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
