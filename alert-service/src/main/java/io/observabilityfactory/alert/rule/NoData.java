package io.observabilityfactory.alert.rule;

import io.observabilityfactory.alert.lifecycle.Seen;
import io.observabilityfactory.alert.lifecycle.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What it means that a figure is unknown. */
public enum NoData {
    OK(Seen.nothingReached()),
    KEEP(Seen.unknown()),
    WARNING(Seen.reached(Severity.WARNING)),
    CRITICAL(Seen.reached(Severity.CRITICAL));

    private final Seen seen;

    NoData(Seen seen) {
        this.seen = seen;
    }

    public Seen seen() {
        return seen;
    }

    /** Whether a group has to be remembered after its last data, so that its silence is noticed. */
    public boolean alerts() {
        return this == WARNING || this == CRITICAL;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<NoData> ofCode(String code) {
        return Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(NoData::code).toList();
    }
}
