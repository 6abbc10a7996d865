package io.observabilityfactory.sdk.cost;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a budget stands: what the server counted when it was last asked, and what this process has spent since.
 *
 * @param agent whose spending counts; null for all of the project
 * @param usedUsd at least so much, as others' spending since is not known yet
 * @param fromServer false when the server has not been reached, so that only this process' own spending is in it
 */
public record BudgetStatus(
        String budget,
        @Nullable String agent,
        BigDecimal amountUsd,
        BigDecimal usedUsd,
        Instant periodEnd,
        boolean fromServer) {

    /** Never below 0. */
    public BigDecimal leftUsd() {
        return amountUsd.subtract(usedUsd).max(BigDecimal.ZERO);
    }

    /** Whether nothing is left of it. */
    public boolean isUsedUp() {
        return usedUsd.compareTo(amountUsd) >= 0;
    }

    String told() {
        return "budget '" + budget + "' of " + amountUsd.toPlainString() + " USD is used up: "
                + usedUsd.stripTrailingZeros().toPlainString() + " USD until " + periodEnd
                + (fromServer ? "" : ", by this process alone");
    }
}
