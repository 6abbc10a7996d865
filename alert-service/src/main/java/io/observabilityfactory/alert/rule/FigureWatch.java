package io.observabilityfactory.alert.rule;

import io.observabilityfactory.alert.lifecycle.Policy;
import io.observabilityfactory.alert.message.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A figure over a window, compared with thresholds. */
record FigureWatch(String name, Question question, Window window, Thresholds thresholds, Policy policy, NoData noData)
        implements Watch {

    private static final String ASPECT = "figure";

    @Override
    public List<Check> checks(Instant now, Duration late) {
        return window.at(now, late).stream()
                .map(timeframe -> Check.of(ASPECT, timeframe, question, thresholds, policy, noData))
                .toList();
    }

    @Override
    public Wording wording(Situation situation) {
        Unit unit = question.figure().unit();
        String value = situation.value().map(unit::write).orElse("unknown, there is no data");
        String threshold = (thresholds.below() ? "at most " : "at least ") + unit.write(situation.threshold());
        List<Fact> facts = new ArrayList<>();
        situation.group().labels().forEach((label, of) -> facts.add(new Fact(label, Group.shown(of))));
        facts.add(new Fact(figure(), value));
        facts.add(new Fact("Over", window.describe(situation.check().timeframe())));
        facts.add(new Fact(situation.severity().code() + " when", threshold));
        String about = situation.group().describe();
        String title = "'" + name + "'" + (about.isEmpty() ? "" : " of " + about)
                + (situation.resolved() ? " is back in order: " : ": ") + figure() + " " + value
                + (situation.resolved() ? "" : " (" + situation.severity().code() + " when " + threshold + ")");
        return new Wording(title, facts, List.of(), unit);
    }

    private String figure() {
        return question.metric() == null ? question.figure().code().replace('_', ' ') : question.metric();
    }
}
