package io.observabilityfactory.ingest.privacy;

import java.util.EnumSet;
import java.util.Set;

/** What a text has to contain for a default mask to be worth trying. Found in one pass, as most texts contain none. */
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

    static Set<Trigger> in(String text) {
        Set<Trigger> found = EnumSet.noneOf(Trigger.class);
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                if (++digits == SHORTEST_CARD) {
                    found.add(MANY_DIGITS);
                }
                continue;
            }
            if (c != ' ' && c != '-') {
                digits = 0;
            }
            switch (c) {
                case '@' -> found.add(AT_SIGN);
                case '-', '_' -> addPrefixes(found, text, i);
                case 'a' -> addIf(found, GOOGLE_KEY, endsAt(text, i, "AIza"));
                case 'A' -> addIf(found, AWS_KEY, endsAt(text, i, "AKIA") || endsAt(text, i, "ASIA"));
                case 'x' -> addIf(found, SLACK_TOKEN, endsAt(text, i, "xox"));
                case ' ' -> addIf(found, BEARER_TOKEN, endsAt(text, i, "earer "));
                default -> {}
            }
        }
        return found;
    }

    /** Keys whose kind is followed by a dash or an underscore. */
    private static void addPrefixes(Set<Trigger> found, String text, int dash) {
        if (dash >= 2 && text.charAt(dash - 1) == 'k' && "spr".indexOf(text.charAt(dash - 2)) >= 0) {
            found.add(VENDOR_KEY);
        }
        boolean isGithub = dash >= 3 && text.startsWith("gh", dash - 3);
        addIf(found, GITHUB_TOKEN, isGithub || endsAt(text, dash, "github_"));
    }

    private static void addIf(Set<Trigger> found, Trigger trigger, boolean isThere) {
        if (isThere) {
            found.add(trigger);
        }
    }

    private static boolean endsAt(String text, int last, String literal) {
        return text.startsWith(literal, last - literal.length() + 1);
    }
}
