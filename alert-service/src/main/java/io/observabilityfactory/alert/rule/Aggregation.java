package io.observabilityfactory.alert.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the data points of a metric become one value. */
public enum Aggregation {
    AVG,
    MIN,
    MAX,
    SUM,
    LAST;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Aggregation> ofCode(String code) {
        return Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(Aggregation::code).toList();
    }
}
