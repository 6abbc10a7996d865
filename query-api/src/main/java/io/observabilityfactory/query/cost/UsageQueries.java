package io.observabilityfactory.query.cost;

import io.observabilityfactory.query.project.ProjectDatabase;
import io.observabilityfactory.query.range.TimeRange;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;

/** Reads spending from the rollups. */
@ApplicationScoped
class UsageQueries {

    /** Totals by day (numbered from 1), by key and by agent in one go, so that they are of one moment. */
    private static final String BY_DAY_KEY_AND_AGENT = """
            with usage as (
                select day.position,
                       u.agent,
                       case $4
                           when 'agent' then u.agent
                           when 'model' then u.model
                           when 'provider' then u.provider
                           when 'service' then u.service
                           when 'environment' then u.environment
                       end as key,
                       case when %s then u.calls else 0 end as billed_calls,
                       %s as tokens,
                       u.unpriced_tokens,
                       u.cost_usd
                from unnest($2::timestamptz[], $3::timestamptz[]) with ordinality as day (day_start, day_end, position)
                cross join lateral usage_between($1, day.day_start, day.day_end) u
            )
            select position, key, agent,
                   sum(billed_calls)::bigint    as billed_calls,
                   sum(tokens)::bigint          as tokens,
                   sum(unpriced_tokens)::bigint as unpriced_tokens,
                   sum(cost_usd)                as cost_usd
            from usage
            group by grouping sets ((position), (key), (agent))
            -- Agents and tools call no model themselves; a group whose spans moved to another one has nothing left in it.
            having sum(billed_calls) > 0 or sum(tokens) > 0""".formatted(RollupColumns.CALLS_MODEL, RollupColumns.TOKENS);

    private final ProjectDatabase database;

    UsageQueries(ProjectDatabase database) {
        this.database = database;
    }

    Uni<UsageTotals> of(ReportDays days, Dimension dimension) {
        List<OffsetDateTime> boundaries = days.boundaries();
        return totals(
                boundaries.subList(0, boundaries.size() - 1), boundaries.subList(1, boundaries.size()), dimension);
    }

    Uni<UsageTotals> of(TimeRange range, Dimension dimension) {
        return totals(List.of(range.fromUtc()), List.of(range.toUtc()), dimension);
    }

    private Uni<UsageTotals> totals(List<OffsetDateTime> starts, List<OffsetDateTime> ends, Dimension dimension) {
        return database.query(
                        BY_DAY_KEY_AND_AGENT,
                        starts.toArray(OffsetDateTime[]::new),
                        ends.toArray(OffsetDateTime[]::new),
                        dimension.code())
                .map(UsageTotals::from);
    }
}
