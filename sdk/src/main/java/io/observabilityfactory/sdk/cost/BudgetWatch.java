package io.observabilityfactory.sdk.cost;

import io.observabilityfactory.sdk.query.Budget;
import io.observabilityfactory.sdk.query.QueryApi;
import io.observabilityfactory.sdk.query.QueryException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks for the budgets now and then, and tells how they stand meanwhile. */
final class BudgetWatch {

    private static final Logger LOG = Logger.getLogger(BudgetWatch.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(10);

    /** After so long what was spent has been sent, stored and priced; until then it counts as not yet counted. */
    private static final Duration SETTLING = Duration.ofSeconds(15);

    private final QueryApi queries;
    private final Ledger ledger;
    private final InstantSource time;
    private final @Nullable String environment;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile List<Standing> own;
    private volatile Map<String, Standing> told = Map.of();
    private boolean away;

    /**
     * @param own budgets that hold until the server tells of one of the same name
     * @param environment that this process runs in; null when it is not told
     */
    BudgetWatch(QueryApi queries, Ledger ledger, List<Standing> own, @Nullable String environment, InstantSource time) {
        this.queries = queries;
        this.ledger = ledger;
        this.time = time;
        this.environment = environment;
        this.own = List.copyOf(own);
    }

    /** Begins to ask, unless it has begun. */
    void start(ScheduledExecutorService executor) {
        if (started.compareAndSet(false, true)) {
            try {
                executor.scheduleWithFixedDelay(this::lookSafely, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.log(Level.FINE, "It was closed meanwhile; what is known of budgets stays as it is", e);
            }
        }
    }

    /** What would end the schedule is told instead. */
    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Budgets are not up to date", e);
        }
    }

    /** One round: budgets whose period is over begin anew, and the server is asked how they stand. */
    void look() {
        Instant now = time.instant();
        own = own.stream().map(standing -> current(standing, now)).toList();
        Map<String, Standing> rolled = new LinkedHashMap<>(told);
        rolled.replaceAll((name, standing) -> current(standing, now));
        Ledger.Spent surelyCounted = ledger.spentUntil(now.minus(SETTLING));
        try {
            told = updated(queries.budgets(), rolled, surelyCounted);
            tellAway(null);
        } catch (QueryException e) {
            told = rolled;
            tellAway(e);
        }
    }

    private Standing current(Standing standing, Instant now) {
        return standing.isOver(now) ? standing.rolled(now, ledger.spentBy(standing.agent())) : standing;
    }

    private Map<String, Standing> updated(
            List<Budget> budgets, Map<String, Standing> known, Ledger.Spent surelyCounted) {
        Map<String, Standing> updated = new LinkedHashMap<>();
        for (Budget budget : budgets) {
            if (concernsAgents(budget)) {
                Standing next = standing(budget, surelyCounted);
                Standing before = known.get(budget.name());
                updated.put(budget.name(), before == null ? next : before.followedBy(next));
            }
        }
        return updated;
    }

    /** Whose user, model or tag would have to be known is not for a guard that only knows the agent. */
    private boolean concernsAgents(Budget budget) {
        return budget.state() != null
                && !Boolean.FALSE.equals(budget.enabled())
                && budget.user() == null
                && budget.model() == null
                && budget.tag() == null
                && (budget.environment() == null || budget.environment().equals(environment));
    }

    private static Standing standing(Budget budget, Ledger.Spent surelyCounted) {
        Budget.State state = Objects.requireNonNull(budget.state());
        return Standing.first(
                budget.name(),
                budget.agent(),
                budget.amountUsd(),
                state.periodEnd(),
                Duration.between(state.periodStart(), state.periodEnd()),
                true,
                state.usedUsd(),
                surelyCounted.by(budget.agent()));
    }

    /** Once when it begins, once when it ends; not when it was this process that broke off, as it does when it is closed. */
    private void tellAway(@Nullable QueryException failure) {
        if (failure != null && failure.getCause() instanceof InterruptedException) {
            return;
        }
        if (failure != null && !away) {
            LOG.log(
                    Level.WARNING,
                    "Budgets cannot be asked for; what is known of them and this process'' own spending count: {0}",
                    failure.getMessage());
        } else if (failure == null && away) {
            LOG.info("Budgets can be asked for again");
        }
        away = failure != null;
    }

    /**
     * The budgets that the agent spends of, the one with the least left first.
     *
     * @param agent null for none in particular
     */
    List<BudgetStatus> statuses(@Nullable String agent) {
        Map<String, Standing> known = told;
        Instant now = time.instant();
        return Stream.concat(
                        known.values().stream(), own.stream().filter(standing -> !known.containsKey(standing.name())))
                .filter(standing -> standing.agent() == null || standing.agent().equals(agent))
                .map(standing -> current(standing, now))
                .map(standing -> standing.status(ledger.spentBy(standing.agent())))
                .sorted(Comparator.comparing(BudgetStatus::leftUsd))
                .toList();
    }
}
