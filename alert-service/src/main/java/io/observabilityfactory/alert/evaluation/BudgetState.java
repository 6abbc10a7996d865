package io.observabilityfactory.alert.evaluation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** What was spent of a budget on one day. */
public record BudgetState(LocalDate day, BigDecimal amountUsd, BigDecimal warningShare, BigDecimal spentUsd) {

    /** The gravest one reached; empty when the spending is in order. */
    public Optional<Severity> severity() {
        if (spentUsd.compareTo(amountUsd) >= 0) {
            return Optional.of(Severity.CRITICAL);
        }
        if (spentUsd.compareTo(amountUsd.multiply(warningShare)) >= 0) {
            return Optional.of(Severity.WARNING);
        }
        return Optional.empty();
    }

    /** Never below zero. */
    public BigDecimal leftUsd() {
        return amountUsd.subtract(spentUsd).max(BigDecimal.ZERO);
    }

    /**
     * The severity people have not been told of on this day: nothing when they know of this one or a graver one, so that
     * a warning never follows a critical alert.
     */
    Optional<Severity> newlyReached(Set<Severity> fired) {
        return severity().filter(reached -> fired.stream().noneMatch(told -> told.compareTo(reached) >= 0));
    }
}
