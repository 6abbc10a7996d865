package io.observabilityfactory.cost.metrics;

import java.util.HashSet;
import java.util.Set;

/** The values of one label: the first so many as they are, all others as {@code other}. Not for several threads. */
final class BoundedValues {

    static final String OTHER = "other";

    private static final int LONGEST = 120;

    private final Set<String> known = new HashSet<>();
    private final int most;

    BoundedValues(int most) {
        this.most = most;
    }

    String of(String value) {
        if (value.isEmpty() || known.contains(value)) {
            return value;
        }
        if (known.size() >= most || value.length() > LONGEST) {
            return OTHER;
        }
        known.add(value);
        return value;
    }
}
