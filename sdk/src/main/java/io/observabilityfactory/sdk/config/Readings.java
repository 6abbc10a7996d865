package io.observabilityfactory.sdk.config;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What values may look like. Each says in its exception what it would have understood. */
final class Readings {

    private static final List<String> YES = List.of("true", "yes", "on");
    private static final List<String> NO = List.of("false", "no", "off");
    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_INTERVAL_SECONDS = 86_400;
    private static final int MOST_DIGITS = 40;

    private Readings() {}

    static boolean flag(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (!YES.contains(word) && !NO.contains(word)) {
            throw new IllegalArgumentException("true or false");
        }
        return YES.contains(word);
    }

    static String text(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a text");
        }
        return text.strip();
    }

    static String uri(String text) {
        try {
            URI uri = URI.create(text.strip());
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return text.strip();
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("an address like http://host:4317", e);
        }
        throw new IllegalArgumentException("an address like http://host:4317");
    }

    static double share(String text) {
        BigDecimal number = number(text, "a number from 0 to 1");
        if (number.signum() < 0 || number.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("a number from 0 to 1");
        }
        return number.doubleValue();
    }

    static Duration seconds(String text) {
        BigDecimal number = number(text, "a number of seconds from 1 to " + LONGEST_INTERVAL_SECONDS);
        if (number.compareTo(BigDecimal.ONE) < 0
                || number.compareTo(BigDecimal.valueOf(LONGEST_INTERVAL_SECONDS)) > 0) {
            throw new IllegalArgumentException("a number of seconds from 1 to " + LONGEST_INTERVAL_SECONDS);
        }
        return Duration.ofMillis(number.movePointRight(3).longValue());
    }

    static Integer port(String text) {
        BigDecimal number = number(text, "a port from 1 to " + HIGHEST_PORT);
        if (number.signum() <= 0 || number.compareTo(BigDecimal.valueOf(HIGHEST_PORT)) > 0 || number.scale() > 0) {
            throw new IllegalArgumentException("a port from 1 to " + HIGHEST_PORT);
        }
        return number.intValue();
    }

    static BigDecimal price(String text) {
        BigDecimal number = number(text, "a price of 1k tokens in USD");
        if (number.signum() < 0) {
            throw new IllegalArgumentException("a price of 1k tokens in USD");
        }
        return number;
    }

    static BigDecimal amount(String text) {
        BigDecimal number = number(text, "an amount of USD above 0");
        if (number.signum() <= 0) {
            throw new IllegalArgumentException("an amount of USD above 0");
        }
        return number;
    }

    /** One of the constants of an enum, in lower case, with the nearest one suggested. */
    static <E extends Enum<E>> Section.Reading<E> oneOf(Class<E> type) {
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        return text -> {
            String word = text.strip().toLowerCase(Locale.ROOT);
            if (!words.contains(word)) {
                throw new IllegalArgumentException("one of " + words.stream().collect(Collectors.joining(", "))
                        + Spelling.nearest(word, words)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
            }
            return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
        };
    }

    private static BigDecimal number(String text, String what) {
        try {
            if (text.length() <= MOST_DIGITS) {
                BigDecimal number = new BigDecimal(text.strip());
                if (Math.abs(number.scale()) <= MOST_DIGITS) {
                    return number;
                }
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what, e);
        }
        throw new IllegalArgumentException(what);
    }
}
