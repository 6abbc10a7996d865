package io.observabilityfactory.cost.billing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A span is charged for the first time, or differently from now on.
 *
 * @param before null when it is new
 */
public record ChargeChange(TracedSpan span, @Nullable Charge before, Charge after) {

    /** Whether it is a call that nobody knew of. */
    public boolean isNewCall() {
        return before == null && after.isCallOf(span);
    }

    /** Whether it pays now and did not before. */
    public boolean paysFromNowOn() {
        return after.isBilled() && (before == null || !before.isBilled());
    }

    /** USD more than before, negative when it is less. */
    public BigDecimal usd() {
        BigDecimal now = after.amount().totalUsd();
        return before == null ? now : now.subtract(before.amount().totalUsd());
    }

    /** Tokens without a price more than before. */
    public long unpricedTokens() {
        return after.amount().unpricedTokens()
                - (before == null ? 0 : before.amount().unpricedTokens());
    }
}
