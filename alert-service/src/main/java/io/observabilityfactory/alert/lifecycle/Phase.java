package io.observabilityfactory.alert.lifecycle;

import java.util.Locale;

/** Where in its life an alert is. That somebody has taken note of a firing one is kept beside it. */
public enum Phase {
    PENDING,
    FIRING,
    RESOLVED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
