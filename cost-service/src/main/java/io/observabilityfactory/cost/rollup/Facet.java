package io.observabilityfactory.cost.rollup;

import java.util.Locale;

/** What usage is counted by beside agents and models. */
public enum Facet {
    USER,
    SESSION,
    TAG;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The name in the database. */
    String code() {
        return code;
    }
}
