package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.model.json.LenientJson;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the values of attributes are read, whatever type they arrive as; {@code null} when they cannot be used. */
final class Values {

    private static final Set<String> PLACEHOLDERS = Set.of("", "none", "null", "undefined");
    private static final int LONGEST_PLACEHOLDER = 9;
    private static final int LONGEST_NUMBER = 60;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    /** A day: whatever waits longer for its first token measures something else. */
    private static final double LONGEST_NANOS = 86_400 * NANOS_PER_SECOND;

    private Values() {}

    /** Whether it is as good as absent, so that nobody needs to be told that it was not used. */
    static boolean isNothing(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> isPlaceholder(value.getStringValue().strip());
            case ARRAY_VALUE -> value.getArrayValue().getValuesList().stream().allMatch(Values::isNothing);
            case VALUE_NOT_SET -> true;
            default -> false;
        };
    }

    /** Of an array the first element. */
    static @Nullable String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> textIn(value.getStringValue());
            case INT_VALUE -> Long.toString(value.getIntValue());
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesCount() == 0
                        ? null
                        : text(value.getArrayValue().getValues(0));
            default -> null;
        };
    }

    private static @Nullable String textIn(String value) {
        String text = unquoted(value.strip());
        return isPlaceholder(text) ? null : StorableText.of(text);
    }

    /** A text of a JSON document. */
    static @Nullable String textOf(@Nullable Object value) {
        return value instanceof String text ? textIn(text) : null;
    }

    /** The first text of an array, also of one that arrives as JSON text; in lower case, as one reason has several spellings. */
    static @Nullable String reason(AnyValue value) {
        String text = text(value);
        if (text != null && text.startsWith("[")) {
            LenientJson.Parsed parsed = LenientJson.parse(text);
            boolean hasText = parsed != null
                    && parsed.value() instanceof List<?> list
                    && !list.isEmpty()
                    && list.get(0) instanceof String;
            text = hasText ? textIn((String) ((List<?>) parsed.value()).get(0)) : null;
        }
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /** All texts of an array, or the one text there is. */
    static @Nullable List<String> texts(AnyValue value) {
        List<AnyValue> values = value.hasArrayValue() ? value.getArrayValue().getValuesList() : List.of(value);
        List<String> texts =
                values.stream().map(Values::text).filter(Objects::nonNull).toList();
        return texts.isEmpty() ? null : texts;
    }

    static @Nullable Long count(AnyValue value) {
        return switch (value.getValueCase()) {
            case INT_VALUE -> countOrNull(value.getIntValue());
            case DOUBLE_VALUE -> countOrNull(value.getDoubleValue());
            case STRING_VALUE -> countIn(value.getStringValue());
            case KVLIST_VALUE -> countIn(value.getKvlistValue().getValuesList());
            default -> null;
        };
    }

    private static @Nullable Long countIn(String text) {
        String stripped = unquoted(text.strip());
        if (stripped.startsWith("{")) {
            LenientJson.Parsed parsed = LenientJson.parse(stripped);
            return parsed != null && parsed.value() instanceof Map<?, ?> wrapped && wrapped.size() == 1
                    ? countOf(wrapped.values().iterator().next())
                    : null;
        }
        BigDecimal number = decimal(stripped);
        return number == null ? null : countOrNull(number.doubleValue());
    }

    /** A value in a wrapper that tells its type, {@code {"intValue": "12"}} for instance. */
    private static @Nullable Long countIn(List<KeyValue> wrapped) {
        return wrapped.size() == 1 ? count(wrapped.get(0).getValue()) : null;
    }

    /** A number of a JSON document, as a number or as text. */
    static @Nullable Long countOf(@Nullable Object number) {
        if (number instanceof String text) {
            return countIn(text);
        }
        return number instanceof Number found ? countOrNull(found.doubleValue()) : null;
    }

    private static @Nullable Long countOrNull(long count) {
        return count < 0 ? null : count;
    }

    /** Exact as far as counts are credible. */
    private static @Nullable Long countOrNull(double count) {
        return count >= 0 && count < Long.MAX_VALUE ? Math.round(count) : null;
    }

    static @Nullable Long nanosOfSeconds(AnyValue value) {
        return nanos(value, NANOS_PER_SECOND);
    }

    static @Nullable Long nanosOfMillis(AnyValue value) {
        return nanos(value, NANOS_PER_MILLI);
    }

    private static @Nullable Long nanos(AnyValue value, double nanosPerUnit) {
        BigDecimal number = decimal(value);
        double nanos = number == null ? -1 : number.doubleValue() * nanosPerUnit;
        return nanos < 0 || nanos > LONGEST_NANOS ? null : Math.round(nanos);
    }

    /** With an offset; it may be quoted. */
    static @Nullable Instant instant(AnyValue value) {
        String text = text(value);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** An amount, of which a text may say that it is in USD. Other currencies are unusable. */
    static @Nullable BigDecimal usd(AnyValue value) {
        if (value.hasStringValue()) {
            return usdOf(value.getStringValue().strip());
        }
        return notNegative(decimal(value));
    }

    static @Nullable BigDecimal usdOf(@Nullable Object number) {
        if (number instanceof String text) {
            boolean named = text.toUpperCase(Locale.ROOT).endsWith("USD");
            return notNegative(
                    decimal(named ? text.substring(0, text.length() - 3).strip() : text));
        }
        return number instanceof Number found ? notNegative(decimal(found.toString())) : null;
    }

    private static @Nullable BigDecimal notNegative(@Nullable BigDecimal number) {
        return number == null || number.signum() < 0 ? null : number;
    }

    private static @Nullable BigDecimal decimal(AnyValue value) {
        return switch (value.getValueCase()) {
            case INT_VALUE -> BigDecimal.valueOf(value.getIntValue());
            case DOUBLE_VALUE ->
                Double.isFinite(value.getDoubleValue()) ? decimal(Double.toString(value.getDoubleValue())) : null;
            case STRING_VALUE -> decimal(value.getStringValue().strip());
            default -> null;
        };
    }

    /** Of a size that is cheap to calculate with. */
    private static @Nullable BigDecimal decimal(String text) {
        if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > LONGEST_NUMBER ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Some libraries send texts as JSON, in quotes. */
    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.charAt(0) == '"' && text.charAt(text.length() - 1) == '"';
        if (!quoted) {
            return text;
        }
        LenientJson.Parsed parsed = LenientJson.parse(text);
        return parsed != null && parsed.complete() && parsed.value() instanceof String inner ? inner.strip() : text;
    }

    private static boolean isPlaceholder(String text) {
        return text.length() <= LONGEST_PLACEHOLDER && PLACEHOLDERS.contains(text.toLowerCase(Locale.ROOT));
    }
}
