package io.observabilityfactory.ingest.privacy;

import java.util.List;
import java.util.function.Predicate;

/**
 * What a text has to contain for a default mask to be worth trying. Most texts contain none, and all of them are looked
 * at: the searches are those that the JVM does many characters at a time.
 */
enum Trigger {
    VENDOR_KEY(containsAny("k-", "k_")),
    GOOGLE_KEY(containsAny("AIza")),
    AWS_KEY(containsAny("AKIA", "ASIA")),
    GITHUB_TOKEN(containsAny("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_")),
    SLACK_TOKEN(containsAny("xox")),
    BEARER_TOKEN(containsAny("earer ")),
    AT_SIGN(text -> text.indexOf('@') >= 0),
    MANY_DIGITS(Trigger::hasManyDigits);

    private static final int SHORTEST_CARD = 13;

    private final Predicate<String> isIn;

    Trigger(Predicate<String> isIn) {
        this.isIn = isIn;
    }

    boolean isIn(String text) {
        return isIn.test(text);
    }

    private static Predicate<String> containsAny(String... literals) {
        List<String> all = List.of(literals);
        return text -> {
            for (int i = 0; i < all.size(); i++) {
                if (text.contains(all.get(i))) {
                    return true;
                }
            }
            return false;
        };
    }

    /**
     * Of two neighbours in a card number at least one is a digit, as its groups are parted by single characters. So it is
     * enough to look at pairs that are no further apart than the shortest number is long, and around those with a digit.
     */
    private static boolean hasManyDigits(String text) {
        int last = text.length() - 1;
        for (int i = SHORTEST_CARD - 2; i <= last; i += SHORTEST_CARD - 1) {
            if (isDigit(text.charAt(i)) || isDigit(text.charAt(i - 1))) {
                int digits = digitsAround(text, i);
                if (digits >= SHORTEST_CARD) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int digitsAround(String text, int position) {
        int digits = 0;
        for (int i = position; i >= 0 && isPart(text.charAt(i)); i--) {
            digits += isDigit(text.charAt(i)) ? 1 : 0;
        }
        for (int i = position + 1; i < text.length() && isPart(text.charAt(i)); i++) {
            digits += isDigit(text.charAt(i)) ? 1 : 0;
        }
        return digits;
    }

    private static boolean isPart(char c) {
        return isDigit(c) || c == ' ' || c == '-';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
