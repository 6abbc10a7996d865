package io.observabilityfactory.query.agent;

import io.observabilityfactory.query.cost.RollupColumns;
import io.observabilityfactory.query.project.ProjectDatabase;
import io.observabilityfactory.query.range.TimeRange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the usage of agents, models and releases from the rollups, and what agents report about their resources. */
@ApplicationScoped
class AgentQueries {

    private static final String ROLLUP = """
            select %1$s as key, span_type, bucket_start, calls, errors, timeouts, duration_nanos, latency_counts,
                   output_tokens + reasoning_tokens as generated_tokens, %2$s as tokens, unpriced_tokens, cost_usd
            from usage_within($1, $2, $3)
            where ($4::text[] is null or %1$s = any($4)) and ($5::text is null or agent = $5)""";

    private static final String RELEASES = """
            select release as key, span_type, bucket_start, calls, errors, timeouts, duration_nanos, latency_counts,
                   generated_tokens, tokens, unpriced_tokens, cost_usd
            from usage_release_hour
            where project_id = $1 and bucket_start >= $2 and bucket_start < $3
              and ($4::text[] is null or release = any($4)) and ($5::text is null or agent = $5)""";

    /** Histograms are added up by the buckets that count anything: to add whole arrays takes several times as long. */
    private static final String BY_KEY_AND_TYPE = """
            with usage as (%s),
            figures as (
                select key, span_type,
                       sum(calls)::bigint            as calls,
                       sum(errors)::bigint           as errors,
                       sum(timeouts)::bigint         as timeouts,
                       sum(duration_nanos)           as duration_nanos,
                       sum(generated_tokens)::bigint as generated_tokens,
                       sum(tokens)::bigint           as tokens,
                       sum(unpriced_tokens)::bigint  as unpriced_tokens,
                       sum(cost_usd)                 as cost_usd
                from usage
                group by key, span_type
                -- A group whose spans all moved to another one stays behind with nothing in it.
                having sum(calls) > 0 or sum(tokens) > 0
            ),
            cells as (
                select key, span_type, bucket, sum(count)::bigint as count
                from (select key, span_type, unnest(latency_counts) as count,
                             generate_subscripts(latency_counts, 1) as bucket
                      from usage
                      where span_type in ('agent', 'llm')) cell
                where count <> 0
                group by key, span_type, bucket
            ),
            histograms as (
                select key, span_type, array_agg(bucket) as buckets, array_agg(count) as counts
                from cells
                group by key, span_type
            )
            select * from figures left join histograms using (key, span_type)
            where key in (select distinct key from figures where $6::text is null or key > $6 order by key limit $7)
            order by key, span_type""";

    /** What the variance of a cost by call is made of: each bucket of the rollup is one observation of calls and cost. */
    private static final String MOMENTS = """
            with usage as (%s),
            observation as (
                select key,
                       (sum(calls) filter (where span_type = 'agent'))::float8 as runs,
                       (sum(calls) filter (where span_type = 'llm'))::float8   as model_calls,
                       sum(cost_usd)::float8                                   as usd
                from usage
                group by key, bucket_start
                having sum(calls) > 0 or sum(tokens) > 0
            ),
            counted as (
                select key, usd,
                       coalesce(case when sum(runs) over (partition by key) > 0 then runs else model_calls end, 0) as calls
                from observation
            )
            select key, count(*) as observations, sum(calls) as calls, sum(usd) as usd, sum(calls * calls) as calls_squared,
                   sum(calls * usd) as calls_usd, sum(usd * usd) as usd_squared
            from counted
            group by key""";

    private static final String RESOURCES = """
            select agent, name, avg(value)::float8 as mean
            from (select coalesce(attributes ->> 'agent', attributes ->> 'gen_ai.agent.name', attributes ->> 'agent_id',
                                  service, '') as agent,
                         name, value
                  from metric_point
                  where project_id = $1 and time >= $2 and time < $3 and name = any($4)
                    and value is not null and value not in ('NaN', 'Infinity', '-Infinity')) point
            where $5::text is null or agent = $5
            group by agent, name""";

    private static final Map<Compared, String> USAGE = statements(BY_KEY_AND_TYPE);
    private static final Map<Compared, String> OBSERVATIONS = statements(MOMENTS);

    private final ProjectDatabase database;

    AgentQueries(ProjectDatabase database) {
        this.database = database;
    }

    private static Map<Compared, String> statements(String statement) {
        return Arrays.stream(Compared.values())
                .collect(Collectors.toMap(
                        compared -> compared,
                        compared -> statement.formatted(
                                compared == Compared.VERSION
                                        ? RELEASES
                                        : ROLLUP.formatted(compared.column(), RollupColumns.TOKENS)),
                        (a, b) -> a,
                        () -> new EnumMap<>(Compared.class)));
    }

    /**
     * Usage of some agents, in the order of their names.
     *
     * @param after the name behind which they begin; {@code null} for the first ones
     * @param most how many agents
     */
    Uni<List<TypeUsage>> ofAll(TimeRange range, @Nullable String after, int most) {
        return usage(Compared.AGENT, range, null, null, after, most);
    }

    Uni<List<TypeUsage>> of(String agent, TimeRange range) {
        return usage(Compared.AGENT, range, List.of(agent), null);
    }

    /**
     * @param keys of the rows wanted
     * @param agent whose rows alone are wanted; {@code null} for those of all
     */
    Uni<List<TypeUsage>> usage(Compared compared, TimeRange range, List<String> keys, @Nullable String agent) {
        return usage(compared, range, keys, agent, null, keys.size());
    }

    private Uni<List<TypeUsage>> usage(
            Compared compared,
            TimeRange range,
            @Nullable List<String> keys,
            @Nullable String agent,
            @Nullable String after,
            int most) {
        return rows(
                USAGE.get(compared), TypeUsage::from, range.fromUtc(), range.toUtc(), array(keys), agent, after, most);
    }

    Uni<List<CostMoments>> moments(Compared compared, TimeRange range, List<String> keys, @Nullable String agent) {
        return rows(OBSERVATIONS.get(compared), CostMoments::from, range.fromUtc(), range.toUtc(), array(keys), agent);
    }

    /**
     * Of the end of the range alone: points come by the second, and there is no rollup of them.
     *
     * @param agent {@code null} for all
     */
    Uni<Resources> resources(TimeRange range, @Nullable String agent) {
        TimeRange end = range.last(Resources.LOOKED_BACK);
        return database.query(RESOURCES, end.fromUtc(), end.toUtc(), Resources.METRICS.toArray(String[]::new), agent)
                .map(Resources::from);
    }

    private <T> Uni<List<T>> rows(String sql, Function<Row, T> item, @Nullable Object... parameters) {
        return database.query(sql, parameters)
                .map(rows -> rows.stream().map(item).toList());
    }

    private static @Nullable Object array(@Nullable List<String> texts) {
        return texts == null ? null : texts.toArray(String[]::new);
    }
}
