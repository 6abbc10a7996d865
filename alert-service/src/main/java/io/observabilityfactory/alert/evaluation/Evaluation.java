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
import java.util.function.Function;

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

    List<Change> judge(Check check, Answer answer, Map<AlertKey, KnownAlert> known) {
        List<Change> changes = new ArrayList<>();
        complete(check, answer, known).forEach((group, figure) -> {
            AlertKey key = AlertKey.of(check, group);
            KnownAlert before = known.get(key);
            judge(check, key, figure, before == null ? KnownAlert.none(group, rule.version()) : before)
                    .ifPresent(changes::add);
        });
        return changes;
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

    private Optional<Change> judge(Check check, AlertKey key, Optional<BigDecimal> figure, KnownAlert before) {
        Optional<BigDecimal> value = check.watched(figure);
        Map<String, String> labels = labels(check, before.group());
        Transition transition = before.state()
                .next(check.seen(value), check.policy(), silences.cover(labels), before.acknowledged(), now);
        AlertState state = transition.state();
        if (state.isUneventful() && before.state().isUneventful()) {
            return Optional.empty();
        }
        boolean shown = state.phase() != Phase.RESOLVED && !value.equals(before.value());
        if (state.equals(before.state()) && transition.message().isEmpty() && !shown) {
            return Optional.empty();
        }
        Function<MessageKind, AlertMessage> text = kind -> message(kind, check, figure, value, before, state, labels);
        return Optional.of(new Change(
                key,
                before.group(),
                state,
                value,
                state.risingSeverity().map(check.thresholds()::of),
                transition.message().map(text)));
    }

    private AlertMessage message(
            MessageKind kind,
            Check check,
            Optional<BigDecimal> figure,
            Optional<BigDecimal> value,
            KnownAlert before,
            AlertState state,
            Map<String, String> labels) {
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
                labels,
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
