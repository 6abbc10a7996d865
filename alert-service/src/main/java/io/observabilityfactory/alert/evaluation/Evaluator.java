package io.observabilityfactory.alert.evaluation;

import io.observabilityfactory.alert.AlertConfig;
import io.observabilityfactory.alert.figure.Figures;
import io.observabilityfactory.alert.rule.AlertRule;
import io.observabilityfactory.alert.rule.Check;
import io.observabilityfactory.alert.rule.Group;
import io.observabilityfactory.alert.rule.Settings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Evaluates one rule that was taken: reads, judges, and commits the outcome with its messages. */
@ApplicationScoped
class Evaluator {

    private static final Logger LOG = Logger.getLogger(Evaluator.class);

    private final Pool database;
    private final Figures figures;
    private final AlertStore alerts;
    private final ActiveSilences silences;
    private final Messages outbox;
    private final EvaluationMetrics metrics;
    private final AlertConfig config;
    private final InstantSource time;

    Evaluator(
            Pool database,
            Figures figures,
            AlertStore alerts,
            ActiveSilences silences,
            Messages outbox,
            EvaluationMetrics metrics,
            AlertConfig config,
            InstantSource time) {
        this.database = database;
        this.figures = figures;
        this.alerts = alerts;
        this.silences = silences;
        this.outbox = outbox;
        this.metrics = metrics;
        this.config = config;
        this.time = time;
    }

    /** How many messages it told. */
    int evaluate(ClaimedRule claimed) {
        AlertRule rule = claimed.rule().get();
        Instant now = time.instant();
        Evaluation evaluation = new Evaluation(rule, now, await(silences.of(rule.projectId(), now)));
        List<Check> checks = evaluation.checks(config.lateSpending());
        Map<AlertKey, KnownAlert> known = await(alerts.open(claimed));
        List<Change> changes = judge(evaluation, rule, checks, known);
        boolean committed = await(
                database.withTransaction(transaction -> commit(transaction, claimed, rule, checks, changes, now)));
        return committed ? told(changes) : lost(claimed);
    }

    /** Checks that ask the same of the same time, as those of a budget do, ask it once. */
    private List<Change> judge(
            Evaluation evaluation, AlertRule rule, List<Check> checks, Map<AlertKey, KnownAlert> known) {
        Map<List<Object>, Map<Group, Optional<BigDecimal>>> answers = new HashMap<>();
        List<Change> changes = new ArrayList<>();
        for (Check check : checks) {
            Map<Group, Optional<BigDecimal>> answer = answers.computeIfAbsent(
                    List.of(check.question(), check.timeframe()),
                    asked -> await(figures.answer(rule.projectId(), check.question(), check.timeframe())));
            changes.addAll(evaluation.judge(check, answer, known));
        }
        return changes;
    }

    private Uni<Boolean> commit(
            SqlConnection transaction,
            ClaimedRule claimed,
            AlertRule rule,
            List<Check> checks,
            List<Change> changes,
            Instant now) {
        List<String> checked = checks.stream()
                .map(check -> check.aspect() + " " + check.period())
                .distinct()
                .toList();
        return alerts.endClaim(transaction, claimed, interval(rule.settings().interval()))
                .chain(ours -> !ours
                        ? Uni.createFrom().item(false)
                        : alerts.closeOthers(transaction, claimed, checked, now)
                                .chain(() -> alerts.write(transaction, claimed, changes, now))
                                .chain(ids -> tell(transaction, rule, changes, ids))
                                .replaceWith(true));
    }

    private Uni<Void> tell(SqlConnection transaction, AlertRule rule, List<Change> changes, Map<AlertKey, Long> ids) {
        List<Messages.Message> messages = changes.stream()
                .filter(change -> change.message().isPresent())
                .map(change -> new Messages.Message(
                        ids.get(change.key()), change.message().get()))
                .toList();
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return outbox.add(transaction, rule.projectId(), rule.settings().telling(), messages)
                .invoke(unheard -> reportUnheard(rule, unheard))
                .replaceWithVoid();
    }

    private void reportUnheard(AlertRule rule, int unheard) {
        if (unheard > 0) {
            metrics.unheard(unheard);
            LOG.warnf(
                    "%d messages of rule %d reach nobody: it names nobody, and no channel receives them",
                    unheard, rule.id());
        }
    }

    private int told(List<Change> changes) {
        int told = 0;
        for (Change change : changes) {
            if (change.message().isPresent()) {
                told++;
                metrics.told(change.message().get());
                LOG.infof("%s", change.message().get().subject());
            }
        }
        return told;
    }

    private static int lost(ClaimedRule claimed) {
        LOG.debugf("Rule %d was taken over or changed meanwhile", claimed.ruleId());
        return 0;
    }

    private Duration interval(@Nullable String own) {
        Duration wanted = Settings.spanOrNull(own);
        return wanted == null ? config.evaluationInterval() : wanted;
    }

    private <T> T await(Uni<T> answer) {
        return answer.await().atMost(config.evaluation().lease());
    }
}
