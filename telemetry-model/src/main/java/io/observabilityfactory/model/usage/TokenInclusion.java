package io.observabilityfactory.model.usage;

import java.util.Locale;

/** Whether a reported input count contains the cached tokens, and what told so. */
public enum TokenInclusion {
    /** There are none, so it makes no difference. */
    NOTHING_CACHED(true),
    /** The total is input and output. */
    INCLUSIVE_BY_TOTAL(true),
    /** The total is input, cached tokens and output. */
    EXCLUSIVE_BY_TOTAL(false),
    /** More tokens are cached than the input has. */
    EXCLUSIVE_BY_EXCESS(false),
    /** The instrumentation is known to report it so. */
    INCLUSIVE_BY_CONVENTION(true),
    EXCLUSIVE_BY_CONVENTION(false),
    /** Nothing tells; the OpenTelemetry specification says so. */
    INCLUSIVE_BY_SPECIFICATION(true);

    private final boolean inputContainsCached;
    private final String code = name().toLowerCase(Locale.ROOT);

    TokenInclusion(boolean inputContainsCached) {
        this.inputContainsCached = inputContainsCached;
    }

    public boolean inputContainsCached() {
        return inputContainsCached;
    }

    /** The name used in the database and in every API: lower case. */
    public String code() {
        return code;
    }
}
