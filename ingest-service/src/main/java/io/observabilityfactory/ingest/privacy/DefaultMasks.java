package io.observabilityfactory.ingest.privacy;

import com.google.re2j.Pattern;
import java.util.Map;

/** What should not be kept anywhere: credentials of well-known shape, e-mail addresses, payment card numbers. */
final class DefaultMasks {

    private static final Trigger[] TRIGGERS = Trigger.values();

    static final Map<Trigger, Mask> BY_TRIGGER = Map.of(
            Trigger.VENDOR_KEY, Mask.of("\\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{16,}"),
            Trigger.GOOGLE_KEY, Mask.of("\\bAIza[0-9A-Za-z_-]{35}"),
            Trigger.AWS_KEY, Mask.of("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"),
            Trigger.GITHUB_TOKEN, Mask.of("\\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,})"),
            Trigger.SLACK_TOKEN, Mask.of("\\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
            Trigger.BEARER_TOKEN, Mask.of("\\b[Bb]earer [A-Za-z0-9._~+/-]{16,}=*"),
            Trigger.AT_SIGN,
                    new Mask(
                            Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}"),
                            match -> true,
                            "[masked e-mail]"),
            Trigger.MANY_DIGITS,
                    new Mask(
                            Pattern.compile("\\b\\d(?:[ -]?\\d){12,18}\\b"),
                            DefaultMasks::isCardNumber,
                            "[masked card]"));

    private DefaultMasks() {}

    static String apply(String text) {
        int found = Trigger.in(text);
        if (found == 0) {
            return text;
        }
        String masked = text;
        for (Trigger trigger : TRIGGERS) {
            if (trigger.isAmong(found)) {
                masked = BY_TRIGGER.get(trigger).apply(masked);
            }
        }
        return masked;
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
