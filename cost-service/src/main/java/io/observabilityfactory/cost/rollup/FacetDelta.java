package io.observabilityfactory.cost.rollup;

import java.math.BigDecimal;

/** What is to be added to a row of {@code usage_user_hour}; what is taken back is negative. Mutable: it only ever sums up. */
public final class FacetDelta {

    private long calls;
    private long errors;
    private long tokens;
    private BigDecimal costUsd = BigDecimal.ZERO;
    private long unpricedTokens;

    /** @param sign 1 to count a call of a model, -1 to take it back */
    public void addCall(int sign, boolean failed) {
        calls += sign;
        errors += failed ? sign : 0;
    }

    /** @param sign 1 to count the usage, -1 to take it back */
    public void addCost(int sign, long used, BigDecimal usd, long unpriced) {
        tokens += sign * used;
        costUsd = sign < 0 ? costUsd.subtract(usd) : costUsd.add(usd);
        unpricedTokens += sign * unpriced;
    }

    boolean isNothing() {
        return calls == 0 && errors == 0 && tokens == 0 && costUsd.signum() == 0 && unpricedTokens == 0;
    }

    long calls() {
        return calls;
    }

    long errors() {
        return errors;
    }

    long tokens() {
        return tokens;
    }

    BigDecimal costUsd() {
        return costUsd;
    }

    long unpricedTokens() {
        return unpricedTokens;
    }
}
