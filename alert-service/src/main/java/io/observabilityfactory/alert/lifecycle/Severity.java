package io.observabilityfactory.alert.lifecycle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How bad it is; the graver one is the greater one. */
public enum Severity {
    WARNING,
    CRITICAL;

    /** The name used in the database, in every API and in metrics: lower case. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a name that no severity has */
    @JsonCreator
    public static Severity ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
