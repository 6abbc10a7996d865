package io.observabilityfactory.alert.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.observabilityfactory.alert.rule.Require;
import io.observabilityfactory.alert.rule.Settings;
import io.observabilityfactory.alert.rule.Thresholds;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many times faster than it lasts a budget may be spent.
 *
 * @param window over which the spending is looked at, an hour unless it is given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BurnRate(
        @Nullable String window,
        @Nullable BigDecimal warning,
        @Nullable BigDecimal critical) {

    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofDays(7);

    public BurnRate {
        window = window == null ? "1h" : window;
        Duration length = Require.span("burnRate", window, SHORTEST, LONGEST);
        Require.that(length.toSeconds() % 60 == 0, "burnRate", "of a window of whole minutes");
        Require.that(warning != null || critical != null, "burnRate", "with warning or critical, such as 3");
        if (warning != null) {
            Require.amount("burnRate", warning);
        }
        if (critical != null) {
            Require.amount("burnRate", critical);
        }
        Require.that(
                warning == null || critical == null || critical.compareTo(warning) >= 0,
                "burnRate",
                "with critical not below warning");
    }

    Duration length() {
        return Settings.span(window);
    }

    Thresholds thresholds() {
        return new Thresholds(false, warning, critical);
    }
}
