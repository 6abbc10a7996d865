package io.observabilityfactory.query.cost;

import io.observabilityfactory.query.paging.Table;
import io.observabilityfactory.query.range.TimeRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who spent which share. A cost is {@code null} when nothing of it has a price; it has no share then.
 *
 * @param groupsOverlap whether a usage may be in several groups, as by tag; shares are then of all groups together
 * @param groups dearest first; their shares add up to exactly 1
 */
record CostBreakdown(
        Instant from,
        Instant to,
        String by,
        @Nullable BigDecimal totalUsd,
        boolean groupsOverlap,
        List<GroupShare> groups)
        implements Table<CostBreakdown.GroupShare> {

    /** @param calls to models; the agent's other spans are not counted */
    record GroupShare(
            String key,
            @Nullable BigDecimal costUsd,
            @Nullable BigDecimal share,
            long tokens,
            long calls) {}

    static CostBreakdown of(TimeRange range, Dimension by, UsageTotals usage) {
        List<@Nullable BigDecimal> shares = usage.shares();
        List<GroupShare> groups = IntStream.range(0, shares.size())
                .mapToObj(i -> group(usage.byKey().get(i), shares.get(i)))
                .toList();
        return new CostBreakdown(
                range.from(), range.to(), by.code(), usage.total().knownUsd(), by.overlaps(), groups);
    }

    private static GroupShare group(UsageTotals.Group group, @Nullable BigDecimal share) {
        return new GroupShare(group.key(), group.costUsd(), share, group.spend().tokens(), group.calls());
    }

    @Override
    public Class<GroupShare> lineType() {
        return GroupShare.class;
    }

    @Override
    public List<GroupShare> lines() {
        return groups;
    }
}
