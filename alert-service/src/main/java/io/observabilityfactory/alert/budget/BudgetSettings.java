package io.observabilityfactory.alert.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.observabilityfactory.alert.rule.Period;
import io.observabilityfactory.alert.rule.Require;
import io.observabilityfactory.alert.rule.Scope;
import io.observabilityfactory.alert.rule.Settings;
import io.observabilityfactory.alert.rule.Telling;
import io.observabilityfactory.alert.rule.Watch;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What people say of a budget, as they post it and as it is stored.
 *
 * @param agent whose spending counts, and so on with model, user, tag and environment; null for all of the project
 * @param period day, week or month of {@code timeZone}
 * @param warningShare of the amount, from which on people are warned; null when only {@code criticalShare} counts
 * @param forecast whether people are warned when the amount will be exceeded at the pace of the period so far
 */
@RegisterForReflection(registerFullHierarchy = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BudgetSettings(
        String name,
        @Nullable String agent,
        @Nullable String model,
        @Nullable String user,
        @Nullable String tag,
        @Nullable String environment,
        BigDecimal amountUsd,
        @Nullable String period,
        @Nullable String timeZone,
        @Nullable BigDecimal warningShare,
        @Nullable BigDecimal criticalShare,
        @Nullable Boolean forecast,
        @Nullable BurnRate burnRate,
        @Nullable String interval,
        @Nullable List<String> recipients,
        @Nullable List<String> channels,
        @Nullable Map<String, String> labels,
        @Nullable String remindEvery,
        @Nullable String runbookUrl,
        @Nullable String dashboardUrl,
        @Nullable Boolean enabled)
        implements Settings {

    private static final int MOST_DECIMALS = 6;
    private static final BigDecimal DEFAULT_WARNING_SHARE = new BigDecimal("0.8");
    private static final BigDecimal HIGHEST_SHARE = BigDecimal.TEN;

    public BudgetSettings {
        name = Require.text("name", name);
        agent = Require.textOrNull("agent", agent);
        model = Require.textOrNull("model", model);
        user = Require.textOrNull("user", user);
        tag = Require.textOrNull("tag", tag);
        environment = Require.textOrNull("environment", environment);
        amountUsd = Require.amount("amountUsd", amountUsd);
        period = period == null ? Period.DAY.code() : period;
        Require.oneOf("period", period, Period::ofCode, Period.codes());
        timeZone = timeZone == null ? "UTC" : timeZone;
        Require.zone("timeZone", timeZone);
        criticalShare = share("criticalShare", criticalShare == null ? BigDecimal.ONE : criticalShare, HIGHEST_SHARE);
        warningShare = share(
                "warningShare",
                warningShare == null ? criticalShare.multiply(DEFAULT_WARNING_SHARE) : warningShare,
                criticalShare);
        forecast = Boolean.TRUE.equals(forecast);
        Settings.checkInterval(interval);
        recipients = Require.addresses("recipients", recipients, channels == null || channels.isEmpty() ? 1 : 0);
        channels = Require.texts("channels", channels);
        labels = Require.labels("labels", labels);
        Settings.checkReminder(remindEvery);
        runbookUrl = Require.page("runbookUrl", runbookUrl);
        dashboardUrl = Require.page("dashboardUrl", dashboardUrl);
        enabled = enabled == null || enabled;
    }

    private static BigDecimal share(String parameter, BigDecimal value, BigDecimal below) {
        boolean reachesLimit = below.compareTo(HIGHEST_SHARE) == 0;
        Require.that(
                value.signum() > 0 && value.compareTo(below) < (reachesLimit ? 1 : 0) && value.scale() <= MOST_DECIMALS,
                parameter,
                "a number above 0 and " + (reachesLimit ? "up to " : "below ") + below.toPlainString()
                        + ", with at most " + MOST_DECIMALS + " decimals");
        return value;
    }

    @Override
    public boolean isEnabled() {
        return Boolean.TRUE.equals(enabled);
    }

    @Override
    public Watch watch(int version) {
        return BudgetWatch.of(this, version);
    }

    Budget budget() {
        return new Budget(
                name,
                scope(),
                amountUsd,
                Period.ofCode(Objects.requireNonNull(period)).orElseThrow(),
                ZoneId.of(timeZone),
                warningShare,
                Objects.requireNonNull(criticalShare));
    }

    private Scope scope() {
        Map<String, List<String>> filter = new LinkedHashMap<>();
        put(filter, "agent", agent);
        put(filter, "model", model);
        put(filter, "user", user);
        put(filter, "tag", tag);
        put(filter, "environment", environment);
        return new Scope(filter, List.of());
    }

    private static void put(Map<String, List<String>> filter, String dimension, @Nullable String value) {
        if (value != null) {
            filter.put(dimension, List.of(value));
        }
    }

    @Override
    public Telling telling() {
        return new Telling(
                Objects.requireNonNull(recipients),
                Objects.requireNonNull(channels),
                Objects.requireNonNull(labels),
                Settings.spanOrNull(remindEvery),
                runbookUrl,
                dashboardUrl);
    }
}
