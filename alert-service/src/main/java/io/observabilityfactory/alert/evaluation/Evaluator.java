package io.observabilityfactory.alert.evaluation;

import io.observabilityfactory.alert.AlertConfig;
import io.observabilityfactory.alert.figure.Answer;
import io.observabilityfactory.alert.figure.Figures;
import io.observabilityfactory.alert.rule.AlertRule;
import io.observabilityfactory.alert.rule.Check;
import io.observabilityfactory.alert.rule.Settings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        Deadline deadline = Deadline.within(config.evaluation().lease());
        AlertRule rule = claimed.rule().get();
        Instant now = time.instant();
        Evaluation evaluation = new Evaluation(rule, now, deadline.await(silences.of(rule.projectId(), now)));
        List<Check> checks = evaluation.checks(config.lateSpending());
        Map<AlertKey, KnownAlert> known = deadline.await(alerts.open(claimed));
        Judgement judgement = judge(evaluation, rule, checks, known, deadline);
        Findings findings = judgement.findings();
        Duration untilNext = untilNext(rule, deadline.passed());
        boolean committed = deadline.await(database.withTransaction(
                transaction -> alerts.endClaim(transaction, claimed, untilNext, judgement.shortcoming())
                        .chain(ours -> ours
                                ? commit(transaction, claimed, rule, checks, findings, now)
                                : Uni.createFrom().item(false))));
        return committed ? told(findings.changes()) : lost(claimed);
    }

    /** Checks that ask the same of the same time, as those of a budget do, ask it once. */
    private Judgement judge(
            Evaluation evaluation,
            AlertRule rule,
            List<Check> checks,
            Map<AlertKey, KnownAlert> known,
            Deadline deadline) {
        Map<List<Object>, Answer> answers = new HashMap<>();
        Findings findings = Findings.NONE;
        for (Check check : checks) {
            Answer answer = answers.computeIfAbsent(
                    List.of(check.question(), check.timeframe()),
                    asked -> deadline.await(figures.answer(rule.projectId(), check.question(), check.timeframe())));
            findings = findings.plus(evaluation.judge(check, answer, known));
        }
        return new Judgement(findings, answers.values().stream().allMatch(Answer::complete) ? null : tooManyGroups());
    }

    private String tooManyGroups() {
        metrics.incomplete();
        return "There are more than " + config.evaluation().mostGroups()
                + " groups: only the worst of them are looked at. Narrow the filter, or group by less.";
    }

    /** From start to start, but for one that takes long: it pauses for at least as long, so that others get their turn. */
    private Duration untilNext(AlertRule rule, Duration took) {
        Duration rest = interval(rule.settings().interval()).minus(took);
        return rest.compareTo(took) > 0 ? rest : took;
    }

    private Uni<Boolean> commit(
            SqlConnection transaction,
            ClaimedRule claimed,
            AlertRule rule,
            List<Check> checks,
            Findings findings,
            Instant now) {
        List<String> checked = checks.stream()
                .map(check -> check.aspect() + " " + check.period())
                .distinct()
                .toList();
        return alerts.closeOthers(transaction, claimed, checked, now)
                .chain(() -> alerts.writeValues(transaction, claimed, findings.readings(), now))
                .chain(() -> alerts.write(transaction, claimed, findings.changes(), now))
                .chain(ids -> tell(transaction, rule, findings.changes(), ids))
                .replaceWith(true);
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

    /** @param shortcoming why it is not the whole truth; null when it is */
    private record Judgement(Findings findings, @Nullable String shortcoming) {}
}
