package io.observabilityfactory.sdk.cost;

import io.observabilityfactory.sdk.LaterProcessor;
import io.observabilityfactory.sdk.TracedOperation;
import io.observabilityfactory.sdk.Tracer;
import io.observabilityfactory.sdk.config.AlertLevel;
import io.observabilityfactory.sdk.config.GuardMode;
import io.observabilityfactory.sdk.config.ObservabilityConfig;
import io.observabilityfactory.sdk.config.ObservabilityConfig.BudgetAlert;
import io.observabilityfactory.sdk.query.QueryApi;
import io.opentelemetry.api.metrics.MeterProvider;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What {@link CostTracker} works with, for those who put together an OpenTelemetry SDK of their own: its {@link #processor} has
 * to be among the span processors. {@link io.observabilityfactory.sdk.OpenTelemetryIntegration} does all of this.
 */
public final class CostTracking implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CostTracking.class.getName());
    private static final long PRICES_READ_WITHIN_SECONDS = 5;
    private static final long ALERTS_EVERY_SECONDS = 10;

    private final QueryApi queries;
    private final GuardMode mode;
    private final ScheduledThreadPoolExecutor executor = executor("observability-costs");
    private final LaterProcessor spans = LaterProcessor.start();

    private final LocalPrices prices;
    private final CostProcessor processor;
    private final BudgetWatch budgets;
    private final DailyAlerts alerts;
    private final AtomicBoolean alertsStarted = new AtomicBoolean();
    private final Set<String> warned = new HashSet<>();

    private CostTracking(ObservabilityConfig config, QueryApi queries, InstantSource time) {
        this.queries = queries;
        this.mode = config.costTracking().guard();
        Ledger ledger = new Ledger(time);
        this.prices = LocalPrices.load(config.costTracking().pricing(), executor);
        this.processor = new CostProcessor(prices, ledger);
        spans.then(processor);
        List<BudgetAlert> configured = config.costTracking().alerts();
        this.budgets = new BudgetWatch(
                queries,
                ledger,
                OwnBudgets.of(configured, time.instant()),
                config.service().environment(),
                time);
        this.alerts = new DailyAlerts(queries, ledger, time);
    }

    /** Begins to count; {@link CostTracker} works with this one until another is started or this one is closed. */
    public static CostTracking start(ObservabilityConfig config, QueryApi queries) {
        CostTracking tracking = new CostTracking(config, queries, InstantSource.system());
        CostTracker.use(tracking);
        return tracking;
    }

    private static ScheduledThreadPoolExecutor executor(String name) {
        return new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** To be added to the tracer provider; other processors may follow it. */
    public LaterProcessor processor() {
        return spans;
    }

    /** Counts costs as a metric too. */
    public void countIn(MeterProvider meters) {
        processor.countIn(meters);
    }

    QueryApi queries() {
        return queries;
    }

    GuardMode mode() {
        return mode;
    }

    /** The agent whose run this thread is in; null when it is in none. */
    @Nullable
    String currentAgent() {
        spans.catchUp();
        return processor.currentAgent();
    }

    void abandon(String spanId) {
        spans.inTurn(() -> processor.abandon(spanId));
    }

    TrackedCost track(String agent) {
        TracedOperation operation = Objects.equals(agent, currentAgent())
                ? Tracer.startSpan("track_cost " + agent)
                : Tracer.agent(agent).start();
        TrackedCost cost = new TrackedCost(operation, this);
        spans.inTurn(() -> processor.track(operation.spanId(), cost));
        return cost;
    }

    CompletableFuture<ReconciledCost> reconcile(TrackedCost block) {
        return Reconciliation.start(block, queries, executor);
    }

    /** After this everything that has ended before is charged. Reading the prices takes a moment once, at the start. */
    void settle() {
        spans.catchUp();
        try {
            prices.ready().get(PRICES_READ_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "List prices are not there", e);
        }
    }

    /**
     * The budget that the agent has least left of; empty when it has none.
     *
     * @param agent null where no agent runs, which leaves the budgets of the whole project
     * @throws BudgetExceededException when it is used up and the mode is to stop
     */
    Optional<BudgetStatus> guard(@Nullable String agent, GuardMode how) {
        budgets.start(executor);
        spans.catchUp();
        Optional<BudgetStatus> tightest = budgets.statuses(agent).stream().findFirst();
        tightest.filter(BudgetStatus::isUsedUp).ifPresent(status -> act(how, status));
        return tightest;
    }

    private void act(GuardMode how, BudgetStatus status) {
        if (how == GuardMode.STOP) {
            throw new BudgetExceededException(status);
        }
        if (how == GuardMode.WARN && isNew(status)) {
            LOG.warning(status::told);
        }
    }

    /** Once a budget and period. */
    private boolean isNew(BudgetStatus status) {
        synchronized (warned) {
            return warned.add(status.budget() + " " + status.periodEnd());
        }
    }

    void alert(AlertLevel level, BigDecimal thresholdUsd, @Nullable AlertAction action) {
        alerts.set(level, thresholdUsd, action);
        try {
            if (alertsStarted.compareAndSet(false, true)) {
                executor.scheduleWithFixedDelay(this::lookAtAlerts, 0, ALERTS_EVERY_SECONDS, TimeUnit.SECONDS);
            } else {
                executor.execute(this::lookAtAlerts);
            }
        } catch (RejectedExecutionException e) {
            LOG.log(Level.WARNING, "An alert was not set, as the integration was closed meanwhile", e);
        }
    }

    /** What would end the schedule is told instead. */
    private void lookAtAlerts() {
        try {
            alerts.look();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Alerts are not up to date", e);
        }
    }

    @Override
    public void close() {
        CostTracker.stopUsing(this);
        spans.stop();
        executor.shutdownNow();
    }
}
