package io.observabilityfactory.alert.rule;

import io.observabilityfactory.alert.lifecycle.Severity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What a message is about.
 *
 * @param severity the one people are to know of; of a resolved alert the one they knew of
 * @param value empty when it is unknown
 */
public record Situation(
        Check check,
        Group group,
        Severity severity,
        boolean resolved,
        Optional<BigDecimal> figure,
        Optional<BigDecimal> value,
        Instant now) {

    public BigDecimal threshold() {
        return check.thresholds().of(severity);
    }
}
