package io.observabilityfactory.cost.billing;

import java.util.Locale;

/** Whether a span pays, and if not, why. */
public enum Billing {
    /** The span pays for its own usage. */
    BILLED,
    /** The span reports no usage. */
    NO_USAGE,
    /** A span below reports usage: what this one reports repeats it. */
    COVERED_BY_DESCENDANT,
    /** Another span of the trace pays for the same response of the provider. */
    DUPLICATE_RESPONSE;

    /** The name used in the database and in every API: lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a name that no value has */
    public static Billing ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
