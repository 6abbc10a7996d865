package io.observabilityfactory.alert.evaluation;

import io.observabilityfactory.alert.AlertConfig;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Has the rules evaluated that are due, a few at a time. Whoever is done with one takes the next: neither a rule that fails nor one
 * that takes long keeps the others waiting.
 */
@ApplicationScoped
class EvaluationLoop {

    private static final Logger LOG = Logger.getLogger(EvaluationLoop.class);

    private static final int LONGEST_ERROR = 500;
    private static final int MOST_DOUBLINGS = 6;

    private final RuleClaims claims;
    private final Evaluator evaluator;
    private final EvaluationMetrics metrics;
    private final Event<MessagesWaiting> messagesWaiting;
    private final AlertConfig config;
    private final Semaphore idle;

    EvaluationLoop(
            RuleClaims claims,
            Evaluator evaluator,
            EvaluationMetrics metrics,
            Event<MessagesWaiting> messagesWaiting,
            AlertConfig config) {
        this.claims = claims;
        this.evaluator = evaluator;
        this.metrics = metrics;
        this.messagesWaiting = messagesWaiting;
        this.config = config;
        this.idle = new Semaphore(config.evaluation().concurrency());
    }

    @Scheduled(
            every = "${observability-factory.alert.evaluation.poll}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onSchedule() {
        try {
            startAll();
        } catch (RuntimeException e) {
            unreadable(e);
        }
    }

    /** Evaluates what is due and not taken already, and returns when that is done. */
    void evaluateDue() {
        startAll().join();
    }

    private CompletableFuture<Void> startAll() {
        int free = idle.drainPermits();
        int started = 0;
        try {
            List<ClaimedRule> taken = free == 0 ? List.of() : take(free);
            started = taken.size();
            return CompletableFuture.allOf(taken.stream().map(this::start).toArray(CompletableFuture[]::new));
        } finally {
            idle.release(free - started);
        }
    }

    private CompletableFuture<Void> start(ClaimedRule rule) {
        return CompletableFuture.runAsync(() -> evaluateOneAfterAnother(rule), Infrastructure.getDefaultWorkerPool());
    }

    private void evaluateOneAfterAnother(ClaimedRule first) {
        try {
            List<ClaimedRule> taken = List.of(first);
            while (!taken.isEmpty()) {
                evaluate(taken.get(0));
                taken = take(1);
            }
        } catch (RuntimeException e) {
            unreadable(e);
        } finally {
            idle.release();
        }
    }

    private List<ClaimedRule> take(int most) {
        return claims.take(most).await().atMost(config.databaseTimeout());
    }

    private void unreadable(RuntimeException e) {
        metrics.failed();
        LOG.warnf("The rules could not be read and are not evaluated this time: %s", e);
        LOG.debug("Cause", e);
    }

    private void evaluate(ClaimedRule rule) {
        try {
            long start = System.nanoTime();
            int told = evaluator.evaluate(rule);
            metrics.evaluated(Duration.ofNanos(System.nanoTime() - start));
            if (told > 0) {
                messagesWaiting.fireAsync(new MessagesWaiting(told));
            }
        } catch (RuntimeException e) {
            metrics.failed();
            LOG.warnf("Rule %d could not be evaluated: %s", rule.ruleId(), e);
            LOG.debug("Cause", e);
            putOff(rule, e);
        }
    }

    private void putOff(ClaimedRule rule, RuntimeException cause) {
        Duration pause = config.evaluationInterval().multipliedBy(1L << Math.min(rule.failures(), MOST_DOUBLINGS));
        String error = cause instanceof IllegalStateException ? String.valueOf(cause.getMessage()) : cause.toString();
        try {
            claims.failed(rule, error.substring(0, Math.min(error.length(), LONGEST_ERROR)), pause)
                    .await()
                    .atMost(config.databaseTimeout());
        } catch (RuntimeException e) {
            LOG.debugf("Rule %d comes back when its lease ends: %s", rule.ruleId(), e);
        }
    }
}
