package io.observabilityfactory.sdk.cost;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a budget, in terms of this process' ledger, so that later spending can be added to it.
 *
 * @param usedUsd what the server counted
 * @param countedUsd what the ledger said of the spending that is surely in {@code usedUsd}
 * @param firstUsedUsd the same when the server was first asked in this period, with {@code firstCountedUsd}
 */
record Standing(
        String name,
        @Nullable String agent,
        BigDecimal amountUsd,
        Instant periodEnd,
        Duration period,
        boolean fromServer,
        BigDecimal usedUsd,
        BigDecimal countedUsd,
        BigDecimal firstUsedUsd,
        BigDecimal firstCountedUsd) {

    static Standing first(
            String name,
            @Nullable String agent,
            BigDecimal amountUsd,
            Instant periodEnd,
            Duration period,
            boolean fromServer,
            BigDecimal usedUsd,
            BigDecimal countedUsd) {
        return new Standing(
                name, agent, amountUsd, periodEnd, period, fromServer, usedUsd, countedUsd, usedUsd, countedUsd);
    }

    /**
     * The larger of two lower bounds: what the server counts now and what was spent since it could have counted it; and what it
     * counted at first and all that was spent since. The second matters while telemetry does not arrive.
     */
    BigDecimal estimate(BigDecimal spentUsd) {
        BigDecimal sinceLast = usedUsd.add(spentUsd.subtract(countedUsd));
        BigDecimal sinceFirst = firstUsedUsd.add(spentUsd.subtract(firstCountedUsd));
        return sinceLast.max(sinceFirst);
    }

    BudgetStatus status(BigDecimal spentUsd) {
        return new BudgetStatus(name, agent, amountUsd, estimate(spentUsd), periodEnd, fromServer);
    }

    boolean isOver(Instant now) {
        return !now.isBefore(periodEnd);
    }

    /** The server said more of the same budget; in the same period what it said at first is kept. */
    Standing followedBy(Standing next) {
        return fromServer && next.periodEnd.equals(periodEnd)
                ? new Standing(
                        next.name,
                        next.agent,
                        next.amountUsd,
                        next.periodEnd,
                        next.period,
                        true,
                        next.usedUsd,
                        next.countedUsd,
                        firstUsedUsd,
                        firstCountedUsd)
                : next;
    }

    /** A new period begins with nothing spent. */
    Standing rolled(Instant now, BigDecimal spentUsd) {
        Instant end = periodEnd;
        while (!now.isBefore(end)) {
            end = end.plus(period);
        }
        return first(name, agent, amountUsd, end, period, fromServer, BigDecimal.ZERO, spentUsd);
    }
}
