package io.observabilityfactory.query.jaeger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.service.problem.ProblemException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads parameters as Jaeger's clients write them. */
final class JaegerParameters {

    private static final Pattern DURATION_PART = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)(ns|us|µs|μs|ms|s|m|h|d)");

    private static final Map<String, Long> NANOS_BY_UNIT = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L);

    private static final int MOST_TRACES = 200;
    private static final int TRACES_BY_DEFAULT = 20;

    /** 9998-12-31 in milliseconds. */
    private static final long LAST_MILLIS = 253_370_764_800_000L;

    private JaegerParameters() {}

    /** Of Go, as 1.5s, 100ms or 1h30m; {@code null} when it is absent or empty. */
    static @Nullable Duration duration(String parameter, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Matcher part = DURATION_PART.matcher(text.trim());
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (part.lookingAt()) {
            nanos = nanos.add(
                    new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOS_BY_UNIT.get(part.group(2)))));
            end = part.end();
            part.region(end, text.trim().length());
        }
        if (end != text.trim().length() || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw ProblemException.invalid(parameter, "a duration such as 1.5s, 100ms or 1h30m");
        }
        return Duration.ofNanos(nanos.longValue());
    }

    static @Nullable OffsetDateTime micros(String parameter, @Nullable String text) {
        return time(parameter, text, ChronoUnit.MICROS, 1_000, "microseconds");
    }

    static @Nullable OffsetDateTime millis(String parameter, @Nullable String text) {
        return time(parameter, text, ChronoUnit.MILLIS, 1, "milliseconds");
    }

    private static @Nullable OffsetDateTime time(
            String parameter, @Nullable String text, TemporalUnit unit, long perMilli, String name) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= 0 && value / perMilli <= LAST_MILLIS) {
                return Instant.EPOCH.plus(value, unit).atOffset(ZoneOffset.UTC);
            }
        } catch (NumberFormatException | DateTimeException e) {
            throw ProblemException.invalid(parameter, "a number of " + name + " since 1970");
        }
        throw ProblemException.invalid(parameter, "a number of " + name + " since 1970");
    }

    static int limit(@Nullable String text) {
        try {
            int limit = text == null || text.isBlank() ? TRACES_BY_DEFAULT : Integer.parseInt(text);
            if (limit > 0) {
                return Math.min(limit, MOST_TRACES);
            }
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("limit", "a number of traces, 200 at most");
        }
        throw ProblemException.invalid("limit", "a number of traces, 200 at most");
    }

    /**
     * @param tags an object of texts in JSON, as Jaeger's own interface and Grafana send them
     * @param tag {@code key:value} each
     */
    static Map<String, String> tags(@Nullable String tags, List<String> tag, ObjectMapper json) {
        Map<String, String> all = new LinkedHashMap<>();
        if (tags != null && !tags.isBlank()) {
            object(tags, json)
                    .fields()
                    .forEachRemaining(
                            entry -> all.put(entry.getKey(), entry.getValue().asText()));
        }
        for (String keyAndValue : tag) {
            int colon = keyAndValue.indexOf(':');
            if (colon < 1) {
                throw ProblemException.invalid("tag", "key:value");
            }
            all.put(keyAndValue.substring(0, colon), keyAndValue.substring(colon + 1));
        }
        return all;
    }

    private static JsonNode object(String text, ObjectMapper json) {
        try {
            JsonNode node = json.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw ProblemException.invalid("tags", "a JSON object of texts, as {\"http.status_code\":\"500\"}");
        }
        throw ProblemException.invalid("tags", "a JSON object of texts, as {\"http.status_code\":\"500\"}");
    }

    /** Jaeger leaves out leading zeros. */
    static String traceId(String parameter, String text) {
        if (!text.matches("[0-9a-fA-F]{1,32}")) {
            throw ProblemException.invalid(parameter, "a trace id of up to 32 hexadecimal digits");
        }
        return "0".repeat(32 - text.length()) + text.toLowerCase(Locale.ROOT);
    }
}
