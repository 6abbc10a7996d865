package io.observabilityfactory.alert.budget;

import io.observabilityfactory.service.problem.ProblemException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people say of a budget, as they post it.
 *
 * @param agent whose spending counts; null for the whole project's
 */
record BudgetSettings(
        String name,
        @Nullable String agent,
        BigDecimal amountUsd,
        BigDecimal warningShare,
        String timeZone,
        List<String> recipients) {

    private static final int LONGEST_TEXT = 200;
    private static final int MOST_RECIPIENTS = 20;
    private static final int LONGEST_ADDRESS = 254;
    private static final int MOST_DECIMALS = 6;
    private static final BigDecimal HIGHEST_AMOUNT = BigDecimal.TEN.pow(9);
    private static final BigDecimal DEFAULT_WARNING_SHARE = new BigDecimal("0.8");
    private static final Pattern CONTROL_CHARACTER = Pattern.compile("\\p{Cntrl}");
    private static final Pattern ADDRESS =
            Pattern.compile("[\\w.!#$%&'*+/=?^`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?");

    BudgetSettings {
        name = text("name", name);
        agent = agent == null ? null : text("agent", agent);
        amountUsd = amount(amountUsd);
        warningShare = share(warningShare == null ? DEFAULT_WARNING_SHARE : warningShare);
        timeZone = zone(timeZone == null ? "UTC" : timeZone);
        recipients = addresses(recipients);
    }

    private static String text(String parameter, @Nullable String value) {
        String text = value == null ? "" : value.strip();
        require(
                !text.isEmpty()
                        && text.length() <= LONGEST_TEXT
                        && !CONTROL_CHARACTER.matcher(text).find(),
                parameter,
                "a text of 1 to " + LONGEST_TEXT + " characters without control characters");
        return text;
    }

    private static BigDecimal amount(@Nullable BigDecimal value) {
        require(
                value != null
                        && value.signum() > 0
                        && value.compareTo(HIGHEST_AMOUNT) <= 0
                        && value.scale() <= MOST_DECIMALS,
                "amountUsd",
                "a number above 0 and up to " + HIGHEST_AMOUNT + " with at most " + MOST_DECIMALS + " decimals");
        return value;
    }

    private static BigDecimal share(BigDecimal value) {
        require(
                value.signum() > 0 && value.compareTo(BigDecimal.ONE) < 0 && value.scale() <= MOST_DECIMALS,
                "warningShare",
                "a number between 0 and 1, both excluded, with at most " + MOST_DECIMALS + " decimals");
        return value;
    }

    /** Zones by name only: an offset with seconds would put midnight between the minutes of the rollups. */
    private static String zone(String value) {
        require(
                ZoneId.getAvailableZoneIds().contains(value),
                "timeZone",
                "the name of a time zone, such as UTC or Europe/Berlin");
        return value;
    }

    private static List<String> addresses(@Nullable List<String> values) {
        require(
                values != null
                        && !values.isEmpty()
                        && values.size() <= MOST_RECIPIENTS
                        && values.stream().allMatch(BudgetSettings::isAddress),
                "recipients",
                "a list of 1 to " + MOST_RECIPIENTS + " e-mail addresses, such as ops@example.com");
        return values.stream().distinct().toList();
    }

    private static boolean isAddress(@Nullable String value) {
        return value != null
                && value.length() <= LONGEST_ADDRESS
                && ADDRESS.matcher(value).matches();
    }

    private static void require(boolean accepted, String parameter, String what) {
        if (!accepted) {
            throw ProblemException.invalid(parameter, what);
        }
    }
}
