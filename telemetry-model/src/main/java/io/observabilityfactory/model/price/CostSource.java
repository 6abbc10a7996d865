package io.observabilityfactory.model.price;

import java.util.Locale;

/** Which of two figures a span is charged. */
public enum CostSource {
    /** What follows from the tokens and a price version. */
    COMPUTED,
    /** What the client said it costs. */
    REPORTED;

    /** The name used in the database and in every API: lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@link #COMPUTED} for what was charged before there was a choice. */
    public static CostSource ofCode(@org.jspecify.annotations.Nullable String code) {
        return REPORTED.code().equals(code) ? REPORTED : COMPUTED;
    }
}
