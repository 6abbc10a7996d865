package io.observabilityfactory.sdk.cost;

import io.observabilityfactory.sdk.config.AlertLevel;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A day's spending has crossed a threshold.
 *
 * @param day in UTC
 */
public record CostAlert(AlertLevel level, BigDecimal thresholdUsd, BigDecimal spentUsd, LocalDate day) {

    /** {@code CRITICAL: 102.5 USD were spent on 2026-11-27, the threshold is 100 USD}. */
    public String message() {
        return level + ": " + spentUsd.stripTrailingZeros().toPlainString() + " USD were spent on " + day
                + ", the threshold is " + thresholdUsd.toPlainString() + " USD";
    }
}
