package io.observabilityfactory.sdk.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who spent which share.
 *
 * <pre>{@code
 * CostTracker.getCostBreakdown().groups().forEach(group ->
 *     System.out.printf("%s $%s (%.0f%%)%n", group.key(), group.costUsd(), group.percent()));
 * }</pre>
 *
 * @param groups dearest first; their shares add up to 1
 */
public record CostBreakdown(
        Instant from, Instant to, String by, @Nullable BigDecimal totalUsd, List<Group> groups) {

    /** @param share 0 to 1; null when the cost is unknown */
    public record Group(
            String key,
            @Nullable BigDecimal costUsd,
            @Nullable BigDecimal share) {

        /** The share in percent; 0 when it is unknown. */
        public double percent() {
            return share == null ? 0 : share.movePointRight(2).doubleValue();
        }
    }
}
