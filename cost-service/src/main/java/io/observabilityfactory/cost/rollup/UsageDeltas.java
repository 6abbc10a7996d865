package io.observabilityfactory.cost.rollup;

import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The differences a transaction makes to the rollups, by row, in the order in which rows are locked. */
public final class UsageDeltas {

    private final NavigableMap<UsageKey, UsageDelta> byMinute = new TreeMap<>();

    /** The difference to a row by minute, created when first asked for. */
    public UsageDelta of(UsageKey minute) {
        return byMinute.computeIfAbsent(minute, key -> new UsageDelta());
    }

    public NavigableMap<UsageKey, UsageDelta> byMinute() {
        return byMinute;
    }

    /** Leaves out rows that do not change. */
    void dropNothing() {
        byMinute.values().removeIf(UsageDelta::isNothing);
    }

    /** The same differences to the rows by hour. */
    NavigableMap<UsageKey, UsageDelta> byHour() {
        NavigableMap<UsageKey, UsageDelta> byHour = new TreeMap<>();
        byMinute.forEach(
                (minute, delta) -> byHour.computeIfAbsent(minute.truncatedTo(ChronoUnit.HOURS), key -> new UsageDelta())
                        .add(delta));
        return byHour;
    }
}
