package io.observabilityfactory.alert.rule;

import io.observabilityfactory.alert.lifecycle.Policy;
import io.observabilityfactory.alert.lifecycle.Seen;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One comparison of an evaluation: what is asked of which time, and from where on the answer is bad.
 *
 * @param aspect tells the checks of a rule apart; with period and group it names the alert
 * @param period of the calendar that its alerts belong to; empty when they do not end with one
 * @param value what is compared, made of the figure
 */
public record Check(
        String aspect,
        String period,
        Timeframe timeframe,
        Question question,
        UnaryOperator<BigDecimal> value,
        Thresholds thresholds,
        Policy policy,
        NoData noData) {

    /** The figure as it is, with the policy of a period that is over where it is. */
    static Check of(
            String aspect,
            Timeframe timeframe,
            Question question,
            Thresholds thresholds,
            Policy policy,
            NoData noData) {
        return new Check(
                aspect,
                timeframe.period(),
                timeframe,
                question,
                UnaryOperator.identity(),
                thresholds,
                timeframe.over() ? policy.withoutRecovery() : policy,
                noData);
    }

    /** What is compared with the thresholds; empty when the figure is unknown. */
    public Optional<BigDecimal> watched(Optional<BigDecimal> figure) {
        return figure.or(() -> question.figure().isZeroWithoutData() ? Optional.of(BigDecimal.ZERO) : Optional.empty())
                .map(value);
    }

    public Seen seen(Optional<BigDecimal> watched) {
        return watched.map(it -> Seen.level(thresholds.reachedBy(it))).orElseGet(noData::seen);
    }
}
