package io.observabilityfactory.alert.lifecycle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What people are told of an alert. */
public enum MessageKind {
    /** It is new, or worse than they know. */
    FIRING,
    /** It is still firing. */
    REMINDER,
    RESOLVED,
    /** Somebody tries whether messages arrive. */
    TEST;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static MessageKind ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
