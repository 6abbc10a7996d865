package io.observabilityfactory.alert.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What usage can be told apart by. */
public enum Dimension {
    AGENT,
    MODEL,
    PROVIDER,
    SERVICE,
    ENVIRONMENT,
    TYPE,
    USER,
    SESSION,
    TAG;

    /** The name in the API and in labels. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the rollups know of it; otherwise the spans have to be read. */
    public boolean isRolledUp() {
        return compareTo(USER) < 0;
    }

    public static Optional<Dimension> ofCode(String code) {
        return Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(Dimension::code).toList();
    }
}
