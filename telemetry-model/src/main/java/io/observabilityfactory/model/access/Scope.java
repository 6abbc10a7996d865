package io.observabilityfactory.model.access;

import java.util.Locale;

/** What an API key allows within its project. */
public enum Scope {
    INGEST,
    READ,
    ADMIN;

    /** The name used in the database and in every API: lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a name that no scope has */
    public static Scope ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
