package io.observabilityfactory.sdk.cost;

import io.observabilityfactory.sdk.config.AlertLevel;
import io.observabilityfactory.sdk.query.Budget;
import io.observabilityfactory.sdk.query.QueryApi;
import io.observabilityfactory.sdk.query.QueryException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The thresholds for a day of all the project's spending. Those that the server acts on become one budget there; those that this
 * process acts on are watched here. Both happen on the SDK's own thread, and are tried again while the server is away.
 */
final class DailyAlerts {

    static final String BUDGET = "daily_budget";

    private static final Logger LOG = Logger.getLogger(DailyAlerts.class.getName());
    private static final int DECIMALS = 6;

    private final QueryApi queries;
    private final Ledger ledger;
    private final InstantSource time;
    private final Map<AlertLevel, BigDecimal> thresholds = new EnumMap<>(AlertLevel.class);
    private final List<Consumer<CostAlert>> calls = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private List<String> recipients = List.of();
    private List<String> channels = List.of();
    private boolean toBeSent;

    DailyAlerts(QueryApi queries, Ledger ledger, InstantSource time) {
        this.queries = queries;
        this.ledger = ledger;
        this.time = time;
    }

    synchronized void set(AlertLevel level, BigDecimal thresholdUsd, @Nullable AlertAction action) {
        if (thresholdUsd.signum() <= 0) {
            throw new IllegalArgumentException("threshold has to be above 0 USD: " + thresholdUsd);
        }
        BigDecimal other = thresholds.get(level == AlertLevel.WARNING ? AlertLevel.CRITICAL : AlertLevel.WARNING);
        boolean isInOrder = other == null
                || (level == AlertLevel.WARNING
                        ? thresholdUsd.compareTo(other) < 0
                        : thresholdUsd.compareTo(other) > 0);
        if (!isInOrder) {
            throw new IllegalArgumentException("the warning has to come before what is critical: " + level + " at "
                    + thresholdUsd.toPlainString() + ", the other at " + other.toPlainString());
        }
        thresholds.put(level, thresholdUsd);
        if (action instanceof AlertAction.Email email) {
            recipients = email.recipients();
        } else if (action instanceof AlertAction.Channel channel) {
            channels = channel.channels();
        } else if (action instanceof AlertAction.Call call) {
            calls.add(call.action());
        }
        toBeSent = !recipients.isEmpty() || !channels.isEmpty();
    }

    /** One round on the SDK's thread. */
    void look() {
        send();
        List<CostAlert> crossed = crossed();
        crossed.forEach(alert -> LOG.warning(alert::message));
        List<Consumer<CostAlert>> actions;
        synchronized (this) {
            actions = List.copyOf(calls);
        }
        crossed.forEach(alert -> actions.forEach(action -> act(action, alert)));
    }

    private void send() {
        Budget budget = budget().orElse(null);
        if (budget == null) {
            return;
        }
        try {
            queries.putBudget(budget);
            sent(budget);
        } catch (QueryException e) {
            LOG.log(Level.WARNING, "The daily budget is not set yet, and tried again: {0}", e.getMessage());
        }
    }

    private synchronized Optional<Budget> budget() {
        if (!toBeSent) {
            return Optional.empty();
        }
        BigDecimal warning = thresholds.get(AlertLevel.WARNING);
        BigDecimal critical = thresholds.get(AlertLevel.CRITICAL);
        BigDecimal amount = critical == null ? warning : critical;
        return Optional.of(new Budget(
                null,
                BUDGET,
                null,
                null,
                null,
                null,
                null,
                amount,
                "day",
                warning == null
                        ? null
                        : warning.divide(amount, DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros(),
                critical == null ? BigDecimal.TEN : null,
                recipients,
                channels,
                null,
                null));
    }

    /** Unless it was changed meanwhile. */
    private synchronized void sent(Budget budget) {
        toBeSent = !budget().equals(Optional.of(budget));
    }

    private List<CostAlert> crossed() {
        Map<AlertLevel, BigDecimal> watched;
        synchronized (this) {
            if (calls.isEmpty()) {
                return List.of();
            }
            watched = new EnumMap<>(thresholds);
        }
        LocalDate day = time.instant().atZone(ZoneOffset.UTC).toLocalDate();
        BigDecimal spent = spentOn(day);
        List<CostAlert> crossed = new ArrayList<>();
        watched.forEach((level, threshold) -> {
            if (spent.compareTo(threshold) >= 0 && told.add(day + " " + level + " " + threshold)) {
                crossed.add(new CostAlert(level, threshold, spent, day));
            }
        });
        told.removeIf(key -> !key.startsWith(day.toString()));
        return crossed;
    }

    /** What the server counts, or this process' own spending should that be more: it may not have arrived there. */
    private BigDecimal spentOn(LocalDate day) {
        BigDecimal own = ledger.spentOn(day);
        try {
            BigDecimal total = queries.costReport(day, day).totalUsd();
            return total == null ? own : total.max(own);
        } catch (QueryException e) {
            LOG.log(Level.FINE, "The day's spending is not known, only this process' own", e);
            return own;
        }
    }

    private static void act(Consumer<CostAlert> action, CostAlert alert) {
        try {
            action.accept(alert);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The action of an alert failed: " + alert.message(), e);
        }
    }
}
