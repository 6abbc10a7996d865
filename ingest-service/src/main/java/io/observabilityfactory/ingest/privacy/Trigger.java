package io.observabilityfactory.ingest.privacy;

/**
 * What a text has to contain for a default mask to be worth trying. Most texts contain none and all of them are looked at,
 * so they are read once, and all but a few rare characters are passed over.
 */
enum Trigger {
    VENDOR_KEY,
    GOOGLE_KEY,
    AWS_KEY,
    GITHUB_TOKEN,
    SLACK_TOKEN,
    BEARER_TOKEN,
    AT_SIGN,
    MANY_DIGITS;

    private static final int SHORTEST_CARD = 13;
    private static final int NONE = 0;

    /** The characters by which the triggers are noticed. */
    private static final boolean[] NOTICED = noticed("@-_IxbB");

    private static boolean[] noticed(String characters) {
        boolean[] noticed = new boolean[128];
        characters.chars().forEach(c -> noticed[c] = true);
        return noticed;
    }

    /** The triggers of a text as bits, to be asked for by {@link #isAmong}. */
    static int in(String text) {
        int found = hasManyDigits(text) ? MANY_DIGITS.bit() : NONE;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < NOTICED.length && NOTICED[c]) {
                found |= at(text, i, c);
            }
        }
        return found;
    }

    boolean isAmong(int found) {
        return (found & bit()) != 0;
    }

    private int bit() {
        return 1 << ordinal();
    }

    private static int at(String text, int i, char c) {
        return switch (c) {
            case '@' -> AT_SIGN.bit();
            case '-', '_' -> keyBefore(text, i);
            case 'I' ->
                text.startsWith("AIza", i - 1)
                        ? GOOGLE_KEY.bit()
                        : bitIf(text.startsWith("AKIA", i - 2) || text.startsWith("ASIA", i - 2), AWS_KEY);
            case 'x' -> bitIf(text.startsWith("xox", i), SLACK_TOKEN);
            default -> bitIf(text.startsWith("earer ", i + 1), BEARER_TOKEN);
        };
    }

    /** Keys whose kind is followed by a dash or an underscore. */
    private static int keyBefore(String text, int dash) {
        if (dash >= 2 && text.charAt(dash - 1) == 'k' && "spr".indexOf(text.charAt(dash - 2)) >= 0) {
            return VENDOR_KEY.bit();
        }
        return bitIf(text.startsWith("gh", dash - 3) || text.startsWith("github_", dash - 6), GITHUB_TOKEN);
    }

    private static int bitIf(boolean isThere, Trigger trigger) {
        return isThere ? trigger.bit() : NONE;
    }

    /**
     * Of two neighbours in a card number at least one is a digit, as its groups are parted by single characters. So it is
     * enough to look at pairs that are no further apart than the shortest number is long, and around those with a digit.
     */
    private static boolean hasManyDigits(String text) {
        for (int i = SHORTEST_CARD - 2; i < text.length(); i += SHORTEST_CARD - 1) {
            boolean digitNear = isDigit(text.charAt(i)) || isDigit(text.charAt(i - 1));
            if (digitNear && digitsAround(text, i) >= SHORTEST_CARD) {
                return true;
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
