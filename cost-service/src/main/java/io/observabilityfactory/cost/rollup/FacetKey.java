package io.observabilityfactory.cost.rollup;

import java.time.Instant;
import java.util.Comparator;

/**
 * A row of {@code usage_user_hour} within a project.
 *
 * @param name of the user, session or tag
 */
public record FacetKey(Facet facet, Instant hour, String name) implements Comparable<FacetKey> {

    private static final Comparator<FacetKey> ORDER =
            Comparator.comparing(FacetKey::facet).thenComparing(FacetKey::hour).thenComparing(FacetKey::name);

    /** All writers lock rows in this order. */
    @Override
    public int compareTo(FacetKey other) {
        return ORDER.compare(this, other);
    }
}
