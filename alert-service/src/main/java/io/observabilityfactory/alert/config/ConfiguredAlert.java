package io.observabilityfactory.alert.config;

import io.observabilityfactory.alert.lifecycle.Severity;
import io.observabilityfactory.alert.rule.Period;
import io.observabilityfactory.alert.rule.Require;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code cost_tracking.alerts}.
 *
 * @param type {@code daily_budget}, {@code weekly_budget} or {@code monthly_budget}
 * @param threshold USD
 * @param action {@code email}, or the name of a channel
 * @param level warning or critical; without one the threshold is critical and 80 % of it a warning
 * @param recipients of mails; the service's default ones unless they are given
 */
@RegisterForReflection
record ConfiguredAlert(
        String type,
        BigDecimal threshold,
        String action,
        @Nullable String level,
        @Nullable String agent,
        @Nullable String model,
        @Nullable String user,
        @Nullable String tag,
        @Nullable String timeZone,
        @Nullable List<String> recipients) {

    static final String EMAIL = "email";

    private static final String SUFFIX = "_budget";
    private static final List<String> TYPES = Arrays.stream(Period.values())
            .map(period -> period.adjective() + SUFFIX)
            .toList();
    private static final List<String> LEVELS =
            Arrays.stream(Severity.values()).map(Severity::code).toList();

    ConfiguredAlert {
        Require.oneOf("type", type, it -> Optional.of(it).filter(TYPES::contains), TYPES);
        threshold = Require.amount("threshold", threshold);
        action = Require.text("action", action);
        if (level != null) {
            Require.oneOf("level", level, it -> Optional.of(it).filter(LEVELS::contains), LEVELS);
        }
        timeZone = timeZone == null ? "UTC" : timeZone;
        recipients = recipients == null ? List.of() : List.copyOf(recipients);
    }

    Period period() {
        return Period.values()[TYPES.indexOf(type)];
    }

    boolean isWarning() {
        return Severity.WARNING.code().equals(level);
    }

    /** Entries of one name are the levels of one budget. */
    String budgetName() {
        StringBuilder name = new StringBuilder(type);
        append(name, "agent", agent);
        append(name, "model", model);
        append(name, "user", user);
        append(name, "tag", tag);
        return name.toString();
    }

    private static void append(StringBuilder name, String dimension, @Nullable String value) {
        if (value != null) {
            name.append(' ').append(dimension).append(' ').append(value);
        }
    }
}
