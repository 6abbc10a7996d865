package io.observabilityfactory.alert.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a figure is measured in, and how it is written for people. */
public enum Unit {
    USD("USD", 2),
    TOKENS("tokens", 0),
    CALLS("calls", 0),
    RECORDS("records", 0),
    MILLISECONDS("ms", 0),
    SECONDS("s", 0),
    TOKENS_PER_SECOND("tokens/s", 1),
    SHARE("%", 1),
    NONE("", 3);

    private final String symbol;
    private final int decimals;

    Unit(String symbol, int decimals) {
        this.symbol = symbol;
        this.decimals = decimals;
    }

    /** With the unit, {@code 105.20 USD} or {@code 12.5 %}. */
    public String write(BigDecimal value) {
        return (number(value) + " " + symbol).strip();
    }

    /** Without the unit. Small amounts are not rounded to nothing. */
    public String number(BigDecimal value) {
        BigDecimal shown = this == SHARE ? value.movePointRight(2) : value;
        BigDecimal rounded = shown.setScale(decimals, RoundingMode.HALF_UP);
        if (this == USD) {
            return (rounded.signum() == 0 ? plain(shown) : rounded).toPlainString();
        }
        return plain(rounded.signum() == 0 ? shown : rounded).toPlainString();
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    public String symbol() {
        return symbol;
    }
}
