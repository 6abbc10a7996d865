package io.observabilityfactory.alert.budget;

import io.observabilityfactory.alert.lifecycle.Severity;
import io.observabilityfactory.alert.message.Fact;
import io.observabilityfactory.alert.rule.Situation;
import io.observabilityfactory.alert.rule.Timeframe;
import io.observabilityfactory.alert.rule.Unit;
import io.observabilityfactory.alert.rule.Wording;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the state of a budget is told. */
record BudgetWording(Budget budget, Situation situation) {

    private static final int FEWEST_DECIMALS = 2;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    Wording wording() {
        String title = capitalized(budget.period().adjective()) + " budget '" + budget.name() + "' " + state();
        return new Wording(title, facts(), advice(), Unit.USD);
    }

    private String state() {
        return switch (situation.check().aspect()) {
            case BudgetWatch.FORECAST -> forecastState();
            case BudgetWatch.BURN_RATE -> burnState();
            default -> spentState();
        };
    }

    private String spentState() {
        String amounts = ": " + money(spent()) + " of " + money(budget.amountUsd()) + " USD";
        if (situation.resolved()) {
            return "is back in order" + amounts;
        }
        boolean exceeded = spent().compareTo(budget.amountUsd()) >= 0;
        return (exceeded ? "exceeded" : "at " + percent() + " %") + amounts;
    }

    private String forecastState() {
        String forecast = ": forecast " + money(situation.value().orElse(BigDecimal.ZERO)) + " of "
                + money(budget.amountUsd()) + " USD";
        if (situation.resolved()) {
            return "will last" + forecast;
        }
        return "will be exceeded"
                + budget.exhaustedAt(spent(), timeframe(), situation.now())
                        .map(it -> " by " + local(it))
                        .orElse("")
                + forecast;
    }

    private String burnState() {
        String rate = situation
                .value()
                .orElse(BigDecimal.ZERO)
                .setScale(1, RoundingMode.HALF_UP)
                .toPlainString();
        return situation.resolved()
                ? "is spent at a normal pace again, " + rate + " times as fast as it lasts"
                : "is spent " + rate + " times as fast as it lasts";
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        budget.scope()
                .filter()
                .forEach((dimension, values) -> facts.add(new Fact(capitalized(dimension), String.join(", ", values))));
        if (!budget.scope().filter().containsKey("agent")) {
            facts.add(0, new Fact("Agent", "all agents of the project"));
        }
        facts.add(new Fact(capitalized(budget.period().code()), period()));
        boolean burns = situation.check().aspect().equals(BudgetWatch.BURN_RATE);
        facts.add(
                burns
                        ? new Fact("Spent lately", money(spent()) + " USD")
                        : new Fact("Spent", money(spent()) + " USD (" + percent() + " %)"));
        facts.add(new Fact("Budget", money(budget.amountUsd()) + " USD"));
        return facts;
    }

    private List<String> advice() {
        if (situation.resolved()) {
            return List.of();
        }
        String who = "See who spends most: the cost report of this "
                + budget.period().code() + ", grouped by agent and by model.";
        return situation.severity() == Severity.CRITICAL
                ? List.of(
                        "Nothing was stopped: the agents go on spending. Stop or throttle the ones that may not.",
                        who,
                        "If the spending is right, raise the budget.")
                : List.of(who, "If the spending is right, raise the budget before it is exceeded.");
    }

    private Timeframe timeframe() {
        return situation.check().timeframe();
    }

    private String period() {
        boolean burns = situation.check().aspect().equals(BudgetWatch.BURN_RATE);
        return budget.window().describe(burns ? budget.window().present(situation.now()) : timeframe());
    }

    private BigDecimal spent() {
        return situation.figure().orElse(BigDecimal.ZERO);
    }

    private String local(Instant moment) {
        return TIME.format(moment.atZone(budget.zone()));
    }

    /** Rounded down: a warning must not look like a budget that is used up. */
    private String money(BigDecimal usd) {
        int decimals = Math.max(
                FEWEST_DECIMALS, budget.amountUsd().stripTrailingZeros().scale());
        return usd.setScale(decimals, RoundingMode.DOWN).toPlainString();
    }

    private String percent() {
        return budget.share(spent())
                .movePointRight(2)
                .setScale(0, RoundingMode.DOWN)
                .toPlainString();
    }

    private static String capitalized(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
