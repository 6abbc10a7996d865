package io.observabilityfactory.alert.config;

import io.observabilityfactory.alert.AlertConfig;
import io.observabilityfactory.alert.budget.BudgetSettings;
import io.observabilityfactory.service.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes budgets of the entries of a configuration file: one for each type and scope, with the levels that are named for it. */
@ApplicationScoped
class ConfiguredBudgets {

    private static final int DECIMALS = 6;
    private static final BigDecimal OUT_OF_REACH = BigDecimal.TEN;

    private final List<String> defaultRecipients;

    ConfiguredBudgets(AlertConfig config) {
        this.defaultRecipients = config.defaultRecipients().orElse(List.of());
    }

    List<BudgetSettings> of(ConfiguredAlerts configured) {
        Map<String, List<ConfiguredAlert>> byName = Optional.ofNullable(configured.alerts()).orElse(List.of()).stream()
                .collect(Collectors.groupingBy(ConfiguredAlert::budgetName, LinkedHashMap::new, Collectors.toList()));
        return byName.values().stream().map(this::budget).toList();
    }

    private BudgetSettings budget(List<ConfiguredAlert> levels) {
        ConfiguredAlert first = levels.get(0);
        Optional<BigDecimal> warning = lowest(levels, true);
        Optional<BigDecimal> critical = lowest(levels, false);
        BigDecimal amount = critical.or(() -> warning).orElseThrow();
        return new BudgetSettings(
                first.budgetName(),
                first.agent(),
                first.model(),
                first.user(),
                first.tag(),
                null,
                amount,
                first.period().code(),
                first.timeZone(),
                warning.map(it -> share(it, amount)).orElse(null),
                critical.isPresent() ? null : OUT_OF_REACH,
                null,
                null,
                null,
                recipients(levels),
                channels(levels),
                null,
                null,
                null,
                null,
                null);
    }

    private static Optional<BigDecimal> lowest(List<ConfiguredAlert> levels, boolean warnings) {
        return levels.stream()
                .filter(level -> level.isWarning() == warnings)
                .map(ConfiguredAlert::threshold)
                .min(Comparator.naturalOrder());
    }

    private static BigDecimal share(BigDecimal warning, BigDecimal amount) {
        BigDecimal share =
                warning.divide(amount, DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
        if (share.compareTo(BigDecimal.ONE) > 0) {
            throw ProblemException.invalid("threshold", "lower for the warning than for what is critical");
        }
        return share;
    }

    private List<String> recipients(List<ConfiguredAlert> levels) {
        if (levels.stream().noneMatch(level -> level.action().equals(ConfiguredAlert.EMAIL))) {
            return List.of();
        }
        List<String> named = levels.stream()
                .flatMap(level -> Stream.ofNullable(level.recipients()).flatMap(List::stream))
                .distinct()
                .toList();
        if (named.isEmpty() && defaultRecipients.isEmpty()) {
            throw ProblemException.invalid(
                    "recipients", "given for the action email, as the service has no default recipients");
        }
        return named.isEmpty() ? defaultRecipients : named;
    }

    private static @Nullable List<String> channels(List<ConfiguredAlert> levels) {
        return levels.stream()
                .map(ConfiguredAlert::action)
                .filter(action -> !action.equals(ConfiguredAlert.EMAIL))
                .distinct()
                .toList();
    }
}
