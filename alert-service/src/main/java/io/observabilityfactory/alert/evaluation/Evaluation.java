package io.observabilityfactory.alert.evaluation;

import io.observabilityfactory.alert.figure.Answer;
import io.observabilityfactory.alert.lifecycle.AlertState;
import io.observabilityfactory.alert.lifecycle.MessageKind;
import io.observabilityfactory.alert.lifecycle.Phase;
import io.observabilityfactory.alert.lifecycle.Severity;
import io.observabilityfactory.alert.lifecycle.Transition;
import io.observabilityfactory.alert.message.AlertMessage;
import io.observabilityfactory.alert.rule.AlertRule;
import io.observabilityfactory.alert.rule.Check;
import io.observabilityfactory.alert.rule.Group;
import io.observabilityfactory.alert.rule.Situation;
import io.observabilityfactory.alert.rule.Watch;
import io.observabilityfactory.alert.rule.Wording;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One evaluation of one rule: from figures and what was known before to what is to be written. It reads nothing and writes
 * nothing.
 */
final class Evaluation {

    private final AlertRule rule;
    private final Watch watch;
    private final Instant now;
    private final SilencesInForce silences;

    Evaluation(AlertRule rule, Instant now, SilencesInForce silences) {
        this.rule = rule;
        this.watch = rule.watch();
        this.now = now;
        this.silences = silences;
    }

    /**
     * @param late for how long a period is looked at after its end; one that ended before the rule was changed last is not
     */
    List<Check> checks(Duration late) {
        return watch.checks(now, late).stream()
                .filter(check -> !check.timeframe().over()
                        || rule.changedAt().isBefore(check.timeframe().end()))
                .toList();
    }

    Findings judge(Check check, Answer answer, Map<AlertKey, KnownAlert> known) {
        List<Change> changes = new ArrayList<>();
        List<Reading> readings = new ArrayList<>();
        complete(check, answer, known).forEach((group, figure) -> {
            AlertKey key = AlertKey.of(check, group);
            KnownAlert before = known.getOrDefault(key, KnownAlert.none(group, rule.version()));
            Optional<BigDecimal> value = check.watched(figure);
            Transition transition = transition(check, value, before);
            if (isEvent(before.state(), transition)) {
                changes.add(change(check, key, figure, value, before, transition));
            } else if (isShown(before.state()) && !isSameNumber(value, before.value())) {
                readings.add(new Reading(before.id(), value));
            }
        });
        return new Findings(changes, readings);
    }

    /** Groups that had an alert and are not seen any more are judged without data, unless they may have been left out. */
    private static Map<Group, Optional<BigDecimal>> complete(
            Check check, Answer answer, Map<AlertKey, KnownAlert> known) {
        if (!answer.complete()) {
            return answer.figures();
        }
        Map<Group, Optional<BigDecimal>> all = new HashMap<>(answer.figures());
        known.forEach((key, alert) -> {
            if (key.isOf(check)) {
                all.putIfAbsent(alert.group(), Optional.empty());
            }
        });
        return all;
    }

    private Transition transition(Check check, Optional<BigDecimal> value, KnownAlert before) {
        boolean silenced = silences.any() && silences.cover(labels(check, before.group()));
        return before.state().next(check.seen(value), check.policy(), silenced, before.acknowledged(), now);
    }

    private static boolean isEvent(AlertState before, Transition transition) {
        AlertState state = transition.state();
        boolean nothingToRemember = state.isUneventful() && before.isUneventful();
        return !nothingToRemember
                && (!state.equals(before) || transition.message().isPresent());
    }

    private static boolean isShown(AlertState state) {
        return state.phase() != Phase.RESOLVED;
    }

    /** Whatever the number of zeros at the end. */
    private static boolean isSameNumber(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.isPresent() && other.isPresent()
                ? one.get().compareTo(other.get()) == 0
                : one.isEmpty() && other.isEmpty();
    }

    private Change change(
            Check check,
            AlertKey key,
            Optional<BigDecimal> figure,
            Optional<BigDecimal> value,
            KnownAlert before,
            Transition transition) {
        AlertState state = transition.state();
        return new Change(
                key,
                before.group(),
                state,
                value,
                state.risingSeverity().map(check.thresholds()::of),
                transition.message().map(kind -> message(kind, check, figure, value, before, state)));
    }

    private AlertMessage message(
            MessageKind kind,
            Check check,
            Optional<BigDecimal> figure,
            Optional<BigDecimal> value,
            KnownAlert before,
            AlertState state) {
        boolean resolved = kind == MessageKind.RESOLVED;
        Severity severity = resolved
                ? Optional.ofNullable(before.state().told()).orElse(Severity.WARNING)
                : state.severity().orElseThrow();
        Situation situation = new Situation(check, before.group(), severity, resolved, figure, value, now);
        Wording wording = watch.wording(situation);
        return new AlertMessage(
                kind,
                severity,
                rule.project(),
                rule.settings().name(),
                labels(check, before.group()),
                wording.title(),
                wording.facts(),
                wording.advice(),
                value.orElse(null),
                situation.threshold(),
                wording.unit().symbol(),
                now,
                state.startedAt(),
                check.period().isEmpty() ? null : check.timeframe().end(),
                rule.settings().telling().runbookUrl(),
                rule.settings().telling().dashboardUrl());
    }

    /** What routing and silences go by: the labels of the rule, what it is narrowed to, the group, and the rule itself. */
    private Map<String, String> labels(Check check, Group group) {
        Map<String, String> labels =
                new LinkedHashMap<>(rule.settings().telling().labels());
        check.question().scope().filter().forEach((dimension, values) -> {
            if (values.size() == 1) {
                labels.put(dimension, values.get(0));
            }
        });
        labels.putAll(group.labels());
        labels.put("rule", rule.settings().name());
        labels.put("aspect", check.aspect());
        return labels;
    }
}
