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

    /** By key and by agent, of all days together. */
    private static final String USAGE = """
            usage as (
                select u.agent,
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
                from usage_within($1, ($2::timestamptz[])[1], ($3::timestamptz[])[cardinality($3::timestamptz[])]) u
            )""".formatted(RollupColumns.CALLS_MODEL, RollupColumns.TOKENS);

    private static final String SUMS = """
            sum(billed_calls)::bigint as billed_calls, sum(tokens)::bigint as tokens,
            sum(unpriced_tokens)::bigint as unpriced_tokens, sum(cost_usd) as cost_usd""";

    /** Agents and tools call no model themselves; a group whose spans moved to another one has nothing left in it. */
    private static final String UNLESS_EMPTY = "having sum(billed_calls) > 0 or sum(tokens) > 0";

    /** Days are numbered from 1. */
    private static final String BY_DAY = """
            select day.position, null as key, null as agent, %s
            from unnest($2::timestamptz[], $3::timestamptz[]) with ordinality as day (day_start, day_end, position)
            cross join lateral spent_within($1, day.day_start, day.day_end)
                as spent (billed_calls, tokens, cost_usd, unpriced_tokens)
            group by day.position
            %s""".formatted(SUMS, UNLESS_EMPTY);

    /** In one statement, so that all of it is of one moment. */
    private static final String BY_DAY_KEY_AND_AGENT = """
            with %s
            %s
            union all
            select null, key, agent, %s
            from usage
            group by grouping sets ((key), (agent))
            %s""".formatted(USAGE, BY_DAY, SUMS, UNLESS_EMPTY);

    /**
     * The same with the names of users, sessions or tags as keys: whole hours from the rollup, up to an hour at either end from the
     * spans. All but the dearest names are one.
     */
    private static final String BY_DAY_NAME_AND_AGENT = """
            with %1$s,
            name_usage as (
                select name, calls as billed_calls, tokens, unpriced_tokens, cost_usd
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
                select name, %3$s
                from name_usage
                group by name
                %4$s
            ),
            ranked as (
                select *, row_number() over (order by cost_usd desc, tokens desc, name) <= %5$d as shown from named
            )
            %2$s
            union all
            select null, null, agent, %3$s
            from usage
            group by agent
            %4$s
            union all
            select null, case when shown then name else '(other)' end as key, null, %3$s
            from ranked
            group by 2""".formatted(USAGE, BY_DAY, SUMS, UNLESS_EMPTY, MOST_NAMES);

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
