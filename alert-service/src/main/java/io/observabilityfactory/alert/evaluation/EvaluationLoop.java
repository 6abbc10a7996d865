package io.observabilityfactory.alert.evaluation;

import io.observabilityfactory.alert.AlertConfig;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Takes the rules that are due, a few at a time, until none is. A rule that fails keeps none of the others waiting. */
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
    }

    @Scheduled(
            every = "${observability-factory.alert.evaluation.poll}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onSchedule() {
        try {
            evaluateDue();
        } catch (RuntimeException e) {
            metrics.failed();
            LOG.warnf("The rules could not be read and are not evaluated this time: %s", e);
            LOG.debug("Cause", e);
        }
    }

    void evaluateDue() {
        List<ClaimedRule> taken;
        do {
            taken = claims.take(config.evaluation().concurrency()).await().atMost(config.databaseTimeout());
            evaluate(taken);
        } while (!taken.isEmpty());
    }

    private void evaluate(List<ClaimedRule> taken) {
        long told = Multi.createFrom()
                .iterable(taken)
                .onItem()
                .transformToUni(rule -> Uni.createFrom()
                        .item(() -> evaluate(rule))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .merge(config.evaluation().concurrency())
                .collect()
                .asList()
                .await()
                .indefinitely()
                .stream()
                .mapToLong(Integer::longValue)
                .sum();
        if (told > 0) {
            messagesWaiting.fireAsync(new MessagesWaiting(told));
        }
    }

    private int evaluate(ClaimedRule rule) {
        try {
            long start = System.nanoTime();
            int told = evaluator.evaluate(rule);
            metrics.evaluated(Duration.ofNanos(System.nanoTime() - start));
            return told;
        } catch (RuntimeException e) {
            metrics.failed();
            LOG.warnf("Rule %d could not be evaluated: %s", rule.ruleId(), e);
            LOG.debug("Cause", e);
            putOff(rule, e);
            return 0;
        }
    }

    private void putOff(ClaimedRule rule, RuntimeException cause) {
        Duration pause = config.evaluationInterval().multipliedBy(1L << Math.min(rule.failures(), MOST_DOUBLINGS));
        String error = cause.toString();
        try {
            claims.failed(rule, error.substring(0, Math.min(error.length(), LONGEST_ERROR)), pause)
                    .await()
                    .atMost(config.databaseTimeout());
        } catch (RuntimeException e) {
            LOG.debugf("Rule %d comes back when its lease ends: %s", rule.ruleId(), e);
        }
    }
}
