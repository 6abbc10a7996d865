package io.observabilityfactory.alert.evaluation;

import io.observabilityfactory.alert.figure.Answer;
import io.observabilityfactory.alert.lifecycle.MessageKind;
import io.observabilityfactory.alert.message.AlertMessage;
import io.observabilityfactory.alert.rule.AlertRule;
import io.observabilityfactory.alert.rule.Check;
import io.observabilityfactory.alert.rule.Group;
import io.observabilityfactory.alert.rule.Timeframe;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A rule that is evaluated every minute of a simulated time, over usage that becomes known as time passes. */
final class Simulation {

    private static final Duration LATE = Duration.ofHours(6);

    private final List<Spending> spending = new ArrayList<>();
    private final List<Stretch> figures = new ArrayList<>();
    private final List<Silence> silences = new ArrayList<>();
    private final Map<AlertKey, KnownAlert> alerts = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private AlertRule rule;

    Simulation(AlertRule rule) {
        this.rule = rule;
    }

    List<String> told() {
        return told;
    }

    void spendEveryHour(String agent, String usd, String from, String to) {
        for (Instant at = Instant.parse(from); at.isBefore(Instant.parse(to)); at = at.plus(Duration.ofHours(1))) {
            spending.add(new Spending(agent, new BigDecimal(usd), at, at));
        }
    }

    void spendEveryDayAt(String agent, String usd, String first, int days) {
        for (int day = 0; day < days; day++) {
            Instant at = Instant.parse(first).plus(Duration.ofDays(day));
            spending.add(new Spending(agent, new BigDecimal(usd), at, at));
        }
    }

    void spend(String agent, String usd, String at, String known) {
        spending.add(new Spending(agent, new BigDecimal(usd), Instant.parse(at), Instant.parse(known)));
    }

    /** What the figure of a group is between two moments; unknown outside of all. */
    void figure(String agent, String from, String to, String value) {
        figures.add(new Stretch(
                new Group(Map.of("agent", agent)), Instant.parse(from), Instant.parse(to), new BigDecimal(value)));
    }

    void figureOfAll(String from, String to, String value) {
        figures.add(new Stretch(Group.ALL, Instant.parse(from), Instant.parse(to), new BigDecimal(value)));
    }

    void silence(String label, String value, String from, String to) {
        silences.add(new Silence(Map.of(label, value), Instant.parse(from), Instant.parse(to)));
    }

    void change(AlertRule changed) {
        rule = new AlertRule(
                changed.projectId(),
                changed.project(),
                changed.id(),
                rule.version() + 1,
                Instant.EPOCH,
                changed.settings());
    }

    void run(String from, String to) {
        for (Instant now = Instant.parse(from); now.isBefore(Instant.parse(to)); now = now.plusSeconds(60)) {
            evaluate(now);
        }
    }

    private void evaluate(Instant now) {
        Evaluation evaluation = new Evaluation(rule, now, silencesAt(now));
        for (Check check : evaluation.checks(LATE)) {
            evaluation
                    .judge(check, new Answer(answers(check, now), true), alerts)
                    .changes()
                    .forEach(change -> apply(change, now));
        }
        // As the store does: what does not matter any more is not read again.
        alerts.values().removeIf(alert -> !alert.state().matters(now));
    }

    private void apply(Change change, Instant now) {
        alerts.put(change.key(), new KnownAlert(0, change.group(), change.state(), false, change.value()));
        change.message().ifPresent(message -> tell(change, message, now));
    }

    private void tell(Change change, AlertMessage message, Instant now) {
        String kind = message.kind() == MessageKind.FIRING
                ? message.severity().code()
                : message.kind().code();
        String aspect = List.of("spent", "figure").contains(change.key().aspect())
                ? ""
                : change.key().aspect();
        String text = String.join(
                " ",
                now.toString(),
                kind,
                aspect,
                change.key().period(),
                change.group().describe());
        told.add(text.replaceAll(" +", " ").strip());
    }

    private SilencesInForce silencesAt(Instant now) {
        return new SilencesInForce(silences.stream()
                .filter(silence -> !now.isBefore(silence.from()) && now.isBefore(silence.to()))
                .map(Silence::labels)
                .toList());
    }

    private Map<Group, Optional<BigDecimal>> answers(Check check, Instant now) {
        Map<Group, Optional<BigDecimal>> answers = new HashMap<>();
        if (!spending.isEmpty()) {
            answers.put(Group.ALL, Optional.of(spent(check.timeframe(), now)));
        }
        figures.stream()
                .filter(it -> !now.isBefore(it.from()) && now.isBefore(it.to()))
                .forEach(it -> answers.put(it.group(), Optional.of(it.value())));
        return answers;
    }

    private BigDecimal spent(Timeframe timeframe, Instant now) {
        return spending.stream()
                .filter(it -> !it.known().isAfter(now))
                .filter(it -> !it.at().isBefore(timeframe.start()) && it.at().isBefore(timeframe.end()))
                .map(Spending::usd)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private record Spending(String agent, BigDecimal usd, Instant at, Instant known) {}

    private record Stretch(Group group, Instant from, Instant to, BigDecimal value) {}

    private record Silence(Map<String, String> labels, Instant from, Instant to) {}
}
