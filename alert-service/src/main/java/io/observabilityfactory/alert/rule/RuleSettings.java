package io.observabilityfactory.alert.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.observabilityfactory.alert.lifecycle.Policy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rule as people post it, and as it is stored. Whatever is wrong is told when it is made, so that there is no invalid one.
 *
 * @param metric which metric, where the figure is {@code metric}
 * @param window a sliding one, {@code 15m}; or else {@code period}, a day, week or month of {@code timeZone}
 * @param filter the accepted values by dimension
 * @param direction whether values {@code above} or {@code below} the thresholds are bad
 * @param minimumSamples of fewer calls or points the figure is unknown
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleSettings(
        String name,
        String figure,
        @Nullable String metric,
        @Nullable String aggregation,
        @Nullable String window,
        @Nullable String period,
        @Nullable String timeZone,
        @Nullable Map<String, List<String>> filter,
        @Nullable List<String> groupBy,
        @Nullable String direction,
        @Nullable BigDecimal warning,
        @Nullable BigDecimal critical,
        @Nullable String holdFor,
        @Nullable String recoverAfter,
        @Nullable String noData,
        @Nullable Long minimumSamples,
        @Nullable String interval,
        @Nullable List<String> recipients,
        @Nullable List<String> channels,
        @Nullable Map<String, String> labels,
        @Nullable String remindEvery,
        @Nullable String runbookUrl,
        @Nullable String dashboardUrl,
        @Nullable Boolean enabled)
        implements Settings {

    private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(31);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(7);
    private static final Duration MEMORY_OF_SILENT_GROUPS = Duration.ofDays(1);
    private static final int MOST_DIMENSIONS = 5;
    private static final long MOST_SAMPLES = 1_000_000;
    private static final String ABOVE = "above";
    private static final String BELOW = "below";

    public RuleSettings {
        name = Require.text("name", name);
        Figure of = Require.oneOf("figure", figure, Figure::ofCode, Figure.codes());
        metric = metric(of, metric);
        aggregation = aggregation == null ? Aggregation.AVG.code() : aggregation;
        Require.oneOf("aggregation", aggregation, Aggregation::ofCode, Aggregation.codes());
        timeZone = timeZone == null ? "UTC" : timeZone;
        Require.zone("timeZone", timeZone);
        checkWindow(of, window, period);
        filter = filter(of, filter == null ? Map.of() : filter);
        groupBy = groupBy(of, groupBy == null ? List.of() : groupBy);
        direction = direction == null ? ABOVE : direction;
        Require.that(List.of(ABOVE, BELOW).contains(direction), "direction", "above or below");
        checkThresholds(direction, warning, critical);
        holdFor = pause("holdFor", holdFor, "0s");
        recoverAfter = pause("recoverAfter", recoverAfter, "1m");
        noData = noData == null ? NoData.OK.code() : noData;
        Require.oneOf("noData", noData, NoData::ofCode, NoData.codes());
        minimumSamples = minimumSamples == null ? 1L : minimumSamples;
        Require.that(
                minimumSamples >= 1 && minimumSamples <= MOST_SAMPLES,
                "minimumSamples",
                "a number from 1 to " + MOST_SAMPLES);
        Settings.checkInterval(interval);
        recipients = Require.addresses("recipients", recipients, 0);
        channels = Require.texts("channels", channels);
        labels = Require.labels("labels", labels);
        Settings.checkReminder(remindEvery);
        runbookUrl = Require.page("runbookUrl", runbookUrl);
        dashboardUrl = Require.page("dashboardUrl", dashboardUrl);
        enabled = enabled == null || enabled;
    }

    private static @Nullable String metric(Figure figure, @Nullable String metric) {
        Require.that(
                (figure == Figure.METRIC) == (metric != null),
                "metric",
                "the name of a metric where the figure is metric, and absent otherwise");
        return Require.textOrNull("metric", metric);
    }

    private static void checkWindow(Figure figure, @Nullable String window, @Nullable String period) {
        Require.that(
                (window == null) != (period == null), "window", "given, or else period is: one of the two, not both");
        if (window != null) {
            Duration length = Require.span("window", window, SHORTEST_WINDOW, LONGEST_WINDOW);
            Require.that(length.toSeconds() % 60 == 0, "window", "whole minutes");
        } else {
            Require.oneOf("period", period, Period::ofCode, Period.codes());
            Require.that(figure != Figure.COST_LAG, "period", "absent for cost_lag; give a window");
        }
    }

    private static Map<String, List<String>> filter(Figure figure, Map<String, List<String>> filter) {
        checkDimensions(figure, "filter", List.copyOf(filter.keySet()));
        filter.forEach((name, values) -> Require.that(
                values != null && !values.isEmpty() && Require.texts("filter", values) != null,
                "filter",
                "an object of lists with at least one value, such as {\"agent\": [\"coder\"]}"));
        return new Scope(filter, List.of()).filter();
    }

    private static List<String> groupBy(Figure figure, List<String> groupBy) {
        checkDimensions(figure, "groupBy", groupBy);
        return groupBy.stream().distinct().toList();
    }

    private static void checkDimensions(Figure figure, String parameter, List<String> names) {
        Require.that(names.size() <= MOST_DIMENSIONS, parameter, "at most " + MOST_DIMENSIONS + " dimensions");
        switch (figure.source()) {
            case LEDGER -> Require.that(names.isEmpty(), parameter, "absent for " + figure.code());
            case METRICS ->
                Require.that(names.stream().allMatch(Require.label()), parameter, "names of attributes of the metric");
            default -> names.forEach(name -> Require.oneOf(parameter, name, Dimension::ofCode, Dimension.codes()));
        }
    }

    private static void checkThresholds(String direction, @Nullable BigDecimal warning, @Nullable BigDecimal critical) {
        Require.that(warning != null || critical != null, "warning", "given, or critical is, or both");
        if (warning != null) {
            Require.number("warning", warning);
        }
        if (critical != null) {
            Require.number("critical", critical);
        }
        if (warning != null && critical != null) {
            int compared = critical.compareTo(warning);
            Require.that(
                    direction.equals(BELOW) ? compared <= 0 : compared >= 0,
                    "critical",
                    "at least as bad as warning: " + (direction.equals(BELOW) ? "not above it" : "not below it"));
        }
    }

    private static String pause(String parameter, @Nullable String value, String otherwise) {
        String given = value == null ? otherwise : value;
        Require.span(parameter, given, Duration.ZERO, LONGEST_PAUSE);
        return given;
    }

    @Override
    public boolean isEnabled() {
        return Boolean.TRUE.equals(enabled);
    }

    @Override
    public Watch watch(int version) {
        return new FigureWatch(
                name,
                question(),
                watchedWindow(),
                new Thresholds(BELOW.equals(direction), warning, critical),
                new Policy(
                        version, Settings.span(holdFor), Settings.span(recoverAfter), Settings.spanOrNull(remindEvery)),
                watchedNoData());
    }

    private Question question() {
        return new Question(
                Figure.ofCode(figure).orElseThrow(),
                metric,
                Aggregation.ofCode(Objects.requireNonNull(aggregation)).orElseThrow(),
                new Scope(Objects.requireNonNull(filter), Objects.requireNonNull(groupBy)),
                Objects.requireNonNull(minimumSamples),
                remembersSilentGroups() ? MEMORY_OF_SILENT_GROUPS : Duration.ZERO,
                BELOW.equals(direction));
    }

    /** Without data a group is not among the answers, and would not be missed. */
    private boolean remembersSilentGroups() {
        boolean silenceIsLow =
                BELOW.equals(direction) && Figure.ofCode(figure).orElseThrow().isZeroWithoutData();
        return !Objects.requireNonNull(groupBy).isEmpty()
                && (silenceIsLow || watchedNoData().alerts());
    }

    private NoData watchedNoData() {
        return NoData.ofCode(Objects.requireNonNull(noData)).orElseThrow();
    }

    private Window watchedWindow() {
        return window != null
                ? new Window.Sliding(Settings.span(window))
                : new Window.Calendar(
                        Period.ofCode(Objects.requireNonNull(period)).orElseThrow(), ZoneId.of(timeZone));
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
