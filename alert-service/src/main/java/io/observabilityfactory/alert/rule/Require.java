package io.observabilityfactory.alert.rule;

import io.observabilityfactory.service.problem.ProblemException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What fields of requests have to be. Each method names the field at fault and says what is accepted. */
public final class Require {

    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_URL = 2000;
    private static final int LONGEST_ADDRESS = 254;
    private static final int MOST_VALUES = 20;
    private static final int MOST_DECIMALS = 6;
    private static final BigDecimal HIGHEST_AMOUNT = BigDecimal.TEN.pow(9);
    private static final Pattern CONTROL_CHARACTER = Pattern.compile("\\p{Cntrl}");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.-]{0,99}");
    private static final Pattern ADDRESS =
            Pattern.compile("[\\w.!#$%&'*+/=?^`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?");

    private Require() {}

    public static void that(boolean accepted, String parameter, String what) {
        if (!accepted) {
            throw ProblemException.invalid(parameter, what);
        }
    }

    public static String text(String parameter, @Nullable String value) {
        String text = value == null ? "" : value.strip();
        that(
                isText(text) && !text.isEmpty(),
                parameter,
                "a text of 1 to " + LONGEST_TEXT + " characters without control characters");
        return text;
    }

    public static @Nullable String textOrNull(String parameter, @Nullable String value) {
        return value == null ? null : text(parameter, value);
    }

    private static boolean isText(@Nullable String text) {
        return text != null
                && text.length() <= LONGEST_TEXT
                && !CONTROL_CHARACTER.matcher(text).find();
    }

    public static <T> T oneOf(
            String parameter, @Nullable String value, Function<String, Optional<T>> find, List<String> accepted) {
        return Optional.ofNullable(value)
                .flatMap(find)
                .orElseThrow(() -> ProblemException.invalid(parameter, "one of " + String.join(", ", accepted)));
    }

    /** A positive amount. */
    public static BigDecimal amount(String parameter, @Nullable BigDecimal value) {
        that(
                value != null
                        && value.signum() > 0
                        && value.compareTo(HIGHEST_AMOUNT) <= 0
                        && value.scale() <= MOST_DECIMALS,
                parameter,
                "a number above 0 and up to " + HIGHEST_AMOUNT + " with at most " + MOST_DECIMALS + " decimals");
        return value;
    }

    public static BigDecimal number(String parameter, BigDecimal value) {
        that(
                value.abs().compareTo(HIGHEST_AMOUNT.movePointRight(MOST_DECIMALS)) <= 0
                        && value.scale() <= 2 * MOST_DECIMALS,
                parameter,
                "a number with at most 15 digits before and 12 after the point");
        return value;
    }

    public static Duration span(String parameter, @Nullable String value, Duration shortest, Duration longest) {
        Optional<Duration> span =
                Optional.ofNullable(value).flatMap(TimeSpan::parse).map(TimeSpan::duration);
        that(
                span.filter(it -> it.compareTo(shortest) >= 0 && it.compareTo(longest) <= 0)
                        .isPresent(),
                parameter,
                "a time span from " + TimeSpan.of(shortest) + " to " + TimeSpan.of(longest)
                        + ", such as 30s, 15m, 4h or 7d");
        return span.get();
    }

    /** Zones by name only: an offset with seconds would put midnight between the minutes of the rollups. */
    public static ZoneId zone(String parameter, String value) {
        that(
                ZoneId.getAvailableZoneIds().contains(value),
                parameter,
                "the name of a time zone, such as UTC or Europe/Berlin");
        return ZoneId.of(value);
    }

    public static List<String> addresses(String parameter, @Nullable List<String> values, int fewest) {
        List<String> given = values == null ? List.of() : values;
        that(
                given.size() >= fewest
                        && given.size() <= MOST_VALUES
                        && given.stream().allMatch(Require::isAddress),
                parameter,
                "a list of " + fewest + " to " + MOST_VALUES + " e-mail addresses, such as ops@example.com");
        return given.stream().distinct().toList();
    }

    private static boolean isAddress(@Nullable String value) {
        return value != null
                && value.length() <= LONGEST_ADDRESS
                && ADDRESS.matcher(value).matches();
    }

    public static List<String> texts(String parameter, @Nullable List<String> values) {
        List<String> given = values == null ? List.of() : values;
        that(
                given.size() <= MOST_VALUES && given.stream().allMatch(Require::isText),
                parameter,
                "a list of up to " + MOST_VALUES + " texts of up to " + LONGEST_TEXT + " characters");
        return given.stream().distinct().toList();
    }

    public static Map<String, String> labels(String parameter, @Nullable Map<String, String> values) {
        Map<String, String> given = values == null ? Map.of() : values;
        that(
                given.size() <= MOST_VALUES
                        && given.entrySet().stream().allMatch(it -> isLabel(it.getKey()) && isText(it.getValue())),
                parameter,
                "an object of up to " + MOST_VALUES + " names and texts, such as {\"team\": \"research\"}");
        return new LinkedHashMap<>(given);
    }

    static boolean isLabel(@Nullable String name) {
        return name != null && LABEL.matcher(name).matches();
    }

    public static Predicate<String> label() {
        return Require::isLabel;
    }

    /** An address of a web page that people are sent to. */
    public static @Nullable String page(String parameter, @Nullable String value) {
        if (value == null) {
            return null;
        }
        that(isWebAddress(value), parameter, "an address that begins with https:// or http://");
        return value.strip();
    }

    private static boolean isWebAddress(String value) {
        if (value.length() > LONGEST_URL || CONTROL_CHARACTER.matcher(value).find()) {
            return false;
        }
        try {
            URI uri = URI.create(value.strip());
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
