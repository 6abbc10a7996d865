package io.observabilityfactory.cost.rollup;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/** A row of a rollup within a project. An absent dimension is empty. */
public record UsageKey(
        Instant bucketStart,
        String agent,
        String spanType,
        String provider,
        String model,
        String service,
        String environment)
        implements Comparable<UsageKey> {

    private static final Comparator<UsageKey> ORDER = Comparator.comparing(UsageKey::bucketStart)
            .thenComparing(UsageKey::agent)
            .thenComparing(UsageKey::spanType)
            .thenComparing(UsageKey::provider)
            .thenComparing(UsageKey::model)
            .thenComparing(UsageKey::service)
            .thenComparing(UsageKey::environment);

    /** The row of a coarser rollup that this one is part of. */
    UsageKey truncatedTo(ChronoUnit unit) {
        return new UsageKey(bucketStart.truncatedTo(unit), agent, spanType, provider, model, service, environment);
    }

    /** All writers lock rows in this order. */
    @Override
    public int compareTo(UsageKey other) {
        return ORDER.compare(this, other);
    }
}
