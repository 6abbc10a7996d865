package io.observabilityfactory.query.cost;

import io.observabilityfactory.query.project.ProjectDatabase;
import io.observabilityfactory.query.range.TimeRange;
import io.observabilityfactory.query.range.WholeHours;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;

/** Reads spending from the rollups. */
@ApplicationScoped
class UsageQueries {

    private static final int MOST_NAMES = 1000;

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
                cross join lateral usage_within($1, day.day_start, day.day_end) u
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

    /**
     * The same with the names of users, sessions or tags as keys: whole hours from the rollup, up to an hour at either end from the
     * spans. All but the dearest names are one.
     */
    private static final String BY_DAY_NAME_AND_AGENT =
            """
            with usage as (
                select day.position, u.agent,
                       case when %1$s then u.calls else 0 end as billed_calls,
                       %2$s as tokens, u.unpriced_tokens, u.cost_usd
                from unnest($2::timestamptz[], $3::timestamptz[]) with ordinality as day (day_start, day_end, position)
                cross join lateral usage_within($1, day.day_start, day.day_end) u
            ),
            name_usage as (
                select name, calls, tokens, unpriced_tokens, cost_usd
                from usage_user_hour
                where project_id = $1 and facet = $4 and bucket_start >= $6 and bucket_start < $7
                union all
                select name, calls_model::int, tokens, unpriced_tokens, cost_usd
                from span_facet
                where project_id = $1 and facet = $4 and start_time >= $5 and start_time < $6
                union all
                select name, calls_model::int, tokens, unpriced_tokens, cost_usd
                from span_facet
                where project_id = $1 and facet = $4 and start_time >= $7 and start_time < $8
            ),
            named as (
                select name, sum(calls) as calls, sum(tokens) as tokens, sum(unpriced_tokens) as unpriced_tokens,
                       sum(cost_usd) as cost_usd
                from name_usage
                group by name
                having sum(calls) > 0 or sum(tokens) > 0
            ),
            ranked as (
                select *, row_number() over (order by cost_usd desc, tokens desc, name) <= %3$d as shown from named
            )
            select position, null as key, agent,
                   sum(billed_calls)::bigint    as billed_calls,
                   sum(tokens)::bigint          as tokens,
                   sum(unpriced_tokens)::bigint as unpriced_tokens,
                   sum(cost_usd)                as cost_usd
            from usage
            group by grouping sets ((position), (agent))
            having sum(billed_calls) > 0 or sum(tokens) > 0
            union all
            select null, case when shown then name else '(other)' end as key, null,
                   sum(calls)::bigint, sum(tokens)::bigint, sum(unpriced_tokens)::bigint, sum(cost_usd)
            from ranked
            group by 2""".formatted(RollupColumns.CALLS_MODEL, RollupColumns.TOKENS, MOST_NAMES);

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
        OffsetDateTime[] from = starts.toArray(OffsetDateTime[]::new);
        OffsetDateTime[] to = ends.toArray(OffsetDateTime[]::new);
        if (!dimension.isFacet()) {
            return database.query(BY_DAY_KEY_AND_AGENT, from, to, dimension.code())
                    .map(UsageTotals::from);
        }
        WholeHours hours = WholeHours.within(from[0], to[to.length - 1]);
        return database.query(
                        BY_DAY_NAME_AND_AGENT,
                        from,
                        to,
                        dimension.code(),
                        hours.start(),
                        hours.first(),
                        hours.last(),
                        hours.end())
                .map(UsageTotals::from);
    }
}
