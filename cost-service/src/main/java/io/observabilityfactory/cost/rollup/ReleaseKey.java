package io.observabilityfactory.cost.rollup;

import java.time.Instant;
import java.util.Comparator;

/** A row of {@code usage_release_hour} within a project. */
public record ReleaseKey(Instant hour, String release, String agent, String spanType)
        implements Comparable<ReleaseKey> {

    private static final Comparator<ReleaseKey> ORDER = Comparator.comparing(ReleaseKey::hour)
            .thenComparing(ReleaseKey::release)
            .thenComparing(ReleaseKey::agent)
            .thenComparing(ReleaseKey::spanType);

    /** All writers lock rows in this order. */
    @Override
    public int compareTo(ReleaseKey other) {
        return ORDER.compare(this, other);
    }
}
