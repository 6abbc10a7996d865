package io.observabilityfactory.cost.rollup;

import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The differences a transaction makes to the rollups, by row, in the order in which rows are locked. */
public final class UsageDeltas {

    private final NavigableMap<UsageKey, UsageDelta> byMinute = new TreeMap<>();
    private final NavigableMap<FacetKey, FacetDelta> byFacet = new TreeMap<>();
    private final NavigableMap<ReleaseKey, UsageDelta> byRelease = new TreeMap<>();

    /** The difference to a row by minute, created when first asked for. */
    public UsageDelta of(UsageKey minute) {
        return byMinute.computeIfAbsent(minute, key -> new UsageDelta());
    }

    /** The difference to a row by user, session or tag, created when first asked for. */
    public FacetDelta of(FacetKey key) {
        return byFacet.computeIfAbsent(key, row -> new FacetDelta());
    }

    /** The difference to a row by release, created when first asked for. */
    public UsageDelta of(ReleaseKey key) {
        return byRelease.computeIfAbsent(key, row -> new UsageDelta());
    }

    public NavigableMap<UsageKey, UsageDelta> byMinute() {
        return byMinute;
    }

    NavigableMap<FacetKey, FacetDelta> byFacet() {
        return byFacet;
    }

    NavigableMap<ReleaseKey, UsageDelta> byRelease() {
        return byRelease;
    }

    /** Leaves out rows that do not change. */
    void dropNothing() {
        byMinute.values().removeIf(UsageDelta::isNothing);
        byFacet.values().removeIf(FacetDelta::isNothing);
        byRelease.values().removeIf(UsageDelta::isNothing);
    }

    /** The differences to rows by minute as those to the rows of a coarser rollup. */
    static NavigableMap<UsageKey, UsageDelta> by(ChronoUnit unit, NavigableMap<UsageKey, UsageDelta> finer) {
        NavigableMap<UsageKey, UsageDelta> coarser = new TreeMap<>();
        finer.forEach((row, delta) -> coarser.computeIfAbsent(row.truncatedTo(unit), key -> new UsageDelta())
                .add(delta));
        return coarser;
    }
}
