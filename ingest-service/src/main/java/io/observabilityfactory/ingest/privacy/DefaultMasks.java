package io.observabilityfactory.ingest.privacy;

import com.google.re2j.Pattern;
import java.util.List;

/** What should not be kept anywhere: credentials of well-known shape, e-mail addresses, payment card numbers. */
final class DefaultMasks {

    private static final int SHORTEST_CARD = 13;

    static final List<Mask> ALL = List.of(
            // OpenAI, Anthropic, Stripe and others; Google; AWS; GitHub; Slack; bearer tokens
            Mask.startingWith(List.of("sk-", "sk_", "pk-", "rk_"), "\\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{16,}"),
            Mask.startingWith(List.of("AIza"), "\\bAIza[0-9A-Za-z_-]{35}"),
            Mask.startingWith(List.of("AKIA", "ASIA"), "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"),
            Mask.startingWith(
                    List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
                    "\\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,})"),
            Mask.startingWith(List.of("xox"), "\\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
            Mask.startingWith(List.of("earer "), "\\b[Bb]earer [A-Za-z0-9._~+/-]{16,}=*"),
            new Mask(
                    text -> text.indexOf('@') >= 0,
                    Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}"),
                    match -> true,
                    "[masked e-mail]"),
            new Mask(
                    DefaultMasks::hasManyDigits,
                    Pattern.compile("\\b\\d(?:[ -]?\\d){12,18}\\b"),
                    DefaultMasks::isCardNumber,
                    "[masked card]"));

    private DefaultMasks() {}

    /** Counts up to the length of a card number, which most texts do not reach. */
    private static boolean hasManyDigits(String text) {
        int digits = 0;
        for (int i = 0; i < text.length() && digits < SHORTEST_CARD; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c != ' ' && c != '-') {
                digits = 0;
            }
        }
        return digits >= SHORTEST_CARD;
    }

    /** The check digit of ISO/IEC 7812 (Luhn): time stamps and ids in the same shape rarely have it. */
    private static boolean isCardNumber(String match) {
        int sum = 0;
        boolean doubled = false;
        for (int i = match.length() - 1; i >= 0; i--) {
            int digit = Character.digit(match.charAt(i), 10);
            if (digit >= 0) {
                int value = doubled ? digit * 2 : digit;
                sum += value > 9 ? value - 9 : value;
                doubled = !doubled;
            }
        }
        return sum % 10 == 0;
    }
}
