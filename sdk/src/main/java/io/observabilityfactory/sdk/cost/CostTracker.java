package io.observabilityfactory.sdk.cost;

import io.observabilityfactory.sdk.config.AlertLevel;
import io.observabilityfactory.sdk.config.GuardMode;
import io.observabilityfactory.sdk.config.ObservabilityConfig;
import io.observabilityfactory.sdk.query.CostBreakdown;
import io.observabilityfactory.sdk.query.CostReport;
import io.observabilityfactory.sdk.query.QueryApi;
import io.observabilityfactory.sdk.query.QueryException;
import io.opentelemetry.api.trace.Span;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts what calls of models cost, while they are made and over all that was sent.
 *
 * <pre>{@code
 * try (var cost = CostTracker.trackCost("agent_001")) {
 *     response = llm.generate(prompt);
 * }
 *
 * CostReport report = CostTracker.getCostReport("2024-11-01", "2024-11-30");
 * CostTracker.getCostBreakdown().groups();        // code_executor $45.23 (45%), ...
 * CostTracker.setAlert(100, AlertAction.email("team@example.org"));
 * CostTracker.addAlert(AlertLevel.WARNING, 80);
 *
 * CostTracker.guard("agent_001");                 // throws when its budget is used up
 * }</pre>
 */
public final class CostTracker {

    private static volatile @Nullable CostTracking current;

    private CostTracker() {}

    static void use(CostTracking tracking) {
        current = tracking;
    }

    static void stopUsing(CostTracking tracking) {
        if (current == tracking) {
            current = null;
        }
    }

    /**
     * Counts the cost of a block: of every call of a model that is traced inside. The block becomes a run of the agent, unless it
     * is part of one already.
     */
    public static TrackedCost trackCost(String agentId) {
        CostTracking tracking = current;
        return tracking == null ? TrackedCost.none(agentId) : tracking.track(agentId);
    }

    /**
     * Asks for what was spent from one day to another, both included, in UTC. Waits for the answer.
     *
     * @param startDate such as {@code 2024-11-01}
     * @throws QueryException when the server does not answer
     */
    public static CostReport getCostReport(String startDate, String endDate) {
        return getCostReport(LocalDate.parse(startDate), LocalDate.parse(endDate));
    }

    /**
     * Asks for what was spent from one day to another, both included, in UTC. Waits for the answer.
     *
     * @throws QueryException when the server does not answer
     */
    public static CostReport getCostReport(LocalDate startDate, LocalDate endDate) {
        return queries().costReport(startDate, endDate);
    }

    /**
     * Asks for the shares of the agents in the spending of the last 30 days. Waits for the answer.
     *
     * @throws QueryException when the server does not answer
     */
    public static CostBreakdown getCostBreakdown() {
        return getCostBreakdown("agent");
    }

    /**
     * Asks for shares in the spending of the last 30 days. Waits for the answer.
     *
     * @param by agent, model, provider, service or environment
     * @throws QueryException when the server does not answer
     */
    public static CostBreakdown getCostBreakdown(String by) {
        return queries().costBreakdown(by);
    }

    /**
     * Has something done on each day on which all agents of the project together spend more. It does not wait: while the server is
     * away it is tried again. A second call replaces the first.
     *
     * @throws IllegalArgumentException for a threshold that is not above 0
     */
    public static void setAlert(double thresholdUsd, AlertAction action) {
        alert(AlertLevel.CRITICAL, thresholdUsd, action);
    }

    /**
     * Adds a level to the daily alert; what is done is what {@link #setAlert} said, and a line in this process' log.
     *
     * @throws IllegalArgumentException for a threshold that is not above 0, or a warning that does not come first
     */
    public static void addAlert(AlertLevel level, double thresholdUsd) {
        alert(level, thresholdUsd, null);
    }

    /** As {@link #addAlert(AlertLevel, double)}, with something to do of its own. */
    public static void addAlert(AlertLevel level, double thresholdUsd, AlertAction action) {
        alert(level, thresholdUsd, action);
    }

    private static void alert(AlertLevel level, double thresholdUsd, @Nullable AlertAction action) {
        CostTracking tracking = current;
        if (tracking != null) {
            tracking.alert(level, BigDecimal.valueOf(thresholdUsd), action);
        }
    }

    /**
     * To be called before something that costs: looks, without waiting, at the budgets that the agent spends of, in the mode of
     * the configuration ({@code cost_tracking.guard}, stop unless it says otherwise). What counts is what the server knew when it
     * was last asked, every ten seconds, and what this process has spent since; before the first answer, or while the server is
     * away, the budgets of the configuration and this process' own spending.
     *
     * @return the budget with the least left; empty when there is none
     * @throws BudgetExceededException when it is used up, in mode stop
     */
    public static Optional<BudgetStatus> guard(String agentId) {
        CostTracking tracking = current;
        return tracking == null ? Optional.empty() : tracking.guard(agentId, tracking.mode());
    }

    /**
     * As {@link #guard(String)}, for the agent whose run this thread is in; outside of a run only budgets of the whole project are
     * looked at.
     */
    public static Optional<BudgetStatus> guard() {
        CostTracking tracking = current;
        return tracking == null ? Optional.empty() : tracking.guard(tracking.currentAgent(), tracking.mode());
    }

    /** As {@link #guard(String)}, in a mode of its own. */
    public static Optional<BudgetStatus> guard(String agentId, GuardMode mode) {
        CostTracking tracking = current;
        return tracking == null ? Optional.empty() : tracking.guard(agentId, mode);
    }

    /**
     * For instrumentations: the span will never end, as another one turned out to tell of the same call. It is not followed any
     * longer, and no part of any cost.
     */
    public static void abandon(Span span) {
        CostTracking tracking = current;
        if (tracking != null) {
            tracking.abandon(span.getSpanContext().getSpanId());
        }
    }

    private static QueryApi queries() {
        CostTracking tracking = current;
        return tracking == null ? QueryApi.of(ObservabilityConfig.defaults().server()) : tracking.queries();
    }
}
