package io.observabilityfactory.alert.rule;

import io.observabilityfactory.alert.lifecycle.Severity;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From where on a value is bad. A threshold is reached when the value is equal to it or beyond.
 *
 * @param below whether low values are the bad ones
 */
public record Thresholds(
        boolean below,
        @Nullable BigDecimal warning,
        @Nullable BigDecimal critical) {

    public Thresholds {
        if (warning == null && critical == null) {
            throw new IllegalArgumentException("there has to be a threshold");
        }
        if (warning != null && critical != null && !isBeyond(below, critical, warning)) {
            throw new IllegalArgumentException("what is critical has to be a warning, too");
        }
    }

    public Optional<Severity> reachedBy(BigDecimal value) {
        if (critical != null && isBeyond(below, value, critical)) {
            return Optional.of(Severity.CRITICAL);
        }
        return warning != null && isBeyond(below, value, warning) ? Optional.of(Severity.WARNING) : Optional.empty();
    }

    /** The one of that severity, or of the other where there is none. */
    public BigDecimal of(Severity severity) {
        BigDecimal wanted = severity == Severity.CRITICAL ? critical : warning;
        BigDecimal other = severity == Severity.CRITICAL ? warning : critical;
        return wanted != null ? wanted : Objects.requireNonNull(other);
    }

    private static boolean isBeyond(boolean below, BigDecimal value, BigDecimal threshold) {
        int compared = value.compareTo(threshold);
        return below ? compared <= 0 : compared >= 0;
    }
}
