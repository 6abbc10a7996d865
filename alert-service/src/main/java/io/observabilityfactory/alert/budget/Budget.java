package io.observabilityfactory.alert.budget;

import io.observabilityfactory.alert.rule.Period;
import io.observabilityfactory.alert.rule.Scope;
import io.observabilityfactory.alert.rule.Thresholds;
import io.observabilityfactory.alert.rule.Timeframe;
import io.observabilityfactory.alert.rule.Window;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An amount of money for each period of the calendar, and what follows from what was spent of it. */
record Budget(
        String name,
        Scope scope,
        BigDecimal amountUsd,
        Period period,
        ZoneId zone,
        @Nullable BigDecimal warningShare,
        BigDecimal criticalShare) {

    /** Before so much of the period has passed a forecast would follow every single call. */
    private static final BigDecimal FORECAST_FROM_SHARE = new BigDecimal("0.1");

    private static final MathContext PRECISION = MathContext.DECIMAL64;

    Window.Calendar window() {
        return new Window.Calendar(period, zone);
    }

    Thresholds thresholds() {
        return new Thresholds(
                false,
                warningShare == null ? null : amountUsd.multiply(warningShare),
                amountUsd.multiply(criticalShare));
    }

    BigDecimal share(BigDecimal spentUsd) {
        return spentUsd.divide(amountUsd, PRECISION);
    }

    /** What will have been spent at the end of the period at the pace so far; empty as long as that says little. */
    Optional<BigDecimal> forecast(BigDecimal spentUsd, Timeframe timeframe, Instant now) {
        BigDecimal elapsed = elapsed(timeframe, now);
        return elapsed.compareTo(FORECAST_FROM_SHARE) < 0
                ? Optional.empty()
                : Optional.of(spentUsd.divide(elapsed, PRECISION));
    }

    /** When the amount will have been spent at the pace so far; empty when that is after the period. */
    Optional<Instant> exhaustedAt(BigDecimal spentUsd, Timeframe timeframe, Instant now) {
        if (spentUsd.signum() <= 0 || forecast(spentUsd, timeframe, now).isEmpty()) {
            return Optional.empty();
        }
        BigDecimal seconds = amountUsd
                .multiply(BigDecimal.valueOf(
                        Duration.between(timeframe.start(), now).toSeconds()))
                .divide(spentUsd, PRECISION);
        return seconds.compareTo(BigDecimal.valueOf(timeframe.length().toSeconds())) >= 0
                ? Optional.empty()
                : Optional.of(timeframe.start().plusSeconds(seconds.longValue()));
    }

    /** 1 when spending goes on in such a way that the amount lasts exactly as long as a period. */
    BigDecimal burnRate(BigDecimal spentUsd, Duration over, Timeframe timeframe) {
        return spentUsd.multiply(BigDecimal.valueOf(timeframe.length().toSeconds()))
                .divide(amountUsd.multiply(BigDecimal.valueOf(over.toSeconds())), PRECISION);
    }

    private static BigDecimal elapsed(Timeframe timeframe, Instant now) {
        BigDecimal passed =
                BigDecimal.valueOf(Duration.between(timeframe.start(), now).toSeconds());
        return passed.divide(BigDecimal.valueOf(timeframe.length().toSeconds()), PRECISION)
                .min(BigDecimal.ONE);
    }
}
