package io.observabilityfactory.model.price;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a span pays, and if not, why. */
public enum Billing {
    /** The span pays for its own usage. */
    BILLED,
    /** The span reports no usage. */
    NO_USAGE,
    /** A span below reports usage: what this one reports repeats it. */
    COVERED_BY_DESCENDANT,
    /** Another span of the trace pays for the same response of the provider. */
    DUPLICATE_RESPONSE,
    /** The span reports no usage, and another one tells of the same call and counts as it. */
    REPEATED_CALL;

    /** The name used in the database and in every API: lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a name that no value has: a newer version may have stored it. */
    public static Optional<Billing> ofCode(String code) {
        return Arrays.stream(values())
                .filter(billing -> billing.code().equals(code))
                .findFirst();
    }

    /** Whether the span tells again of what another one pays for. */
    public boolean repeats() {
        return this == COVERED_BY_DESCENDANT || this == DUPLICATE_RESPONSE;
    }
}
