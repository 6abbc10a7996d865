package io.observabilityfactory.query.savings;

import io.observabilityfactory.model.usage.TokenBucket;
import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.project.ProjectDatabase;
import io.observabilityfactory.query.range.TimeRange;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what savings are looked for in: the dearest calls of a range, and which models each agent used. */
@ApplicationScoped
class SavingsQueries {

    /** Those that are worth looking at, and only as many of them as fit into memory with all that was said. */
    private static final String DEAREST = """
            with dearest as (
                select project_id, trace_id, span_id, start_time, agent, price_id, total_usd
                from span_cost
                where project_id = $1 and start_time >= $2 and start_time < $3 and billing = 'billed' and total_usd > 0
                order by total_usd desc
                limit $4
            ),
            weighed as (
                select d.*, s.parent_span_id, s.span_type, s.provider, coalesce(s.response_model, s.request_model) as model,
                       s.status, s.attributes, s.events, %s,
                       sum(pg_column_size(s.attributes) + coalesce(pg_column_size(s.events), 0))
                           over (order by d.total_usd desc, d.trace_id, d.span_id rows unbounded preceding) as bytes
                from dearest d
                join span s using (project_id, trace_id, span_id, start_time)
            )
            select encode(trace_id, 'hex') as trace_id, encode(span_id, 'hex') as span_id,
                   encode(parent_span_id, 'hex') as parent_span_id, start_time, agent, span_type,
                   coalesce(provider, '') as provider, coalesce(model, '') as model, status = 'error' as failed, total_usd,
                   attributes::text as attributes, coalesce(events, '[]')::text as events,
                   (select coalesce(jsonb_object_agg(key, value order by key), '{}')::text
                    from jsonb_each(attributes)
                    where key like 'gen_ai.request.%%' or key = 'llm.invocation_parameters'
                       or key like 'gen_ai.tool.definitions%%') as settings,
                   (select rates::text from model_price p
                    where p.price_id = weighed.price_id and (p.project_id is null or p.project_id = $1)) as rates,
                   %s
            from weighed
            where bytes <= $5
            order by total_usd desc, trace_id, span_id""".formatted(
                    columns(bucket -> "coalesce(s." + bucket.column() + ", 0) as " + bucket.column()),
                    columns(TokenBucket::column));

    /** By agent and model; of each model the last priced call, looked for in the last hour that the model was used in. */
    private static final String MODELS =
            """
            with used as (
                select agent, provider, model, sum(calls)::bigint as calls, sum(errors)::bigint as errors,
                       sum(cost_usd) as cost_usd, %s
                from usage_within($1, $2, $3)
                where span_type = 'llm'
                group by agent, provider, model
                having sum(calls) > 0
                order by sum(cost_usd) desc
                limit 200
            )
            select used.*, example.*
            from used
            left join lateral (
                select max(bucket_start) as hour
                from usage_hour u
                where u.project_id = $1 and u.bucket_start >= date_bin('1 hour', $2::timestamptz, 'epoch') and u.bucket_start < $3
                  and u.agent = used.agent and u.provider = used.provider and u.model = used.model and u.span_type = 'llm'
                  and u.cost_usd > 0
            ) last on true
            left join lateral (
                select encode(c.trace_id, 'hex') as trace_id, encode(c.span_id, 'hex') as span_id, c.total_usd,
                       p.rates::text as rates
                from span_cost c
                join span s using (project_id, trace_id, span_id, start_time)
                join model_price p on p.price_id = c.price_id and (p.project_id is null or p.project_id = $1)
                where c.project_id = $1 and c.start_time >= last.hour and c.start_time < last.hour + interval '1 hour'
                  and c.agent = used.agent and c.billing = 'billed' and coalesce(s.provider, '') = used.provider
                  and coalesce(s.response_model, s.request_model, '') = used.model
                limit 1
            ) example on true""".formatted(columns(bucket -> "sum(" + bucket.column() + ")::bigint as " + bucket.column()));

    private final ProjectDatabase database;
    private final QueryConfig config;

    SavingsQueries(ProjectDatabase database, QueryConfig config) {
        this.database = database;
        this.config = config;
    }

    private static String columns(Function<TokenBucket, String> expression) {
        return Arrays.stream(TokenBucket.values()).map(expression).collect(Collectors.joining(", "));
    }

    /** The dearest first. */
    Uni<List<ExaminedCall>> dearestCalls(TimeRange range) {
        return database.query(
                        DEAREST,
                        range.fromUtc(),
                        range.toUtc(),
                        config.maxExaminedCalls(),
                        config.maxTraceBytes().asLongValue())
                .map(rows -> rows.stream().map(ExaminedCall::from).toList());
    }

    Uni<List<ModelUse>> models(TimeRange range) {
        return database.query(MODELS, range.fromUtc(), range.toUtc())
                .map(rows -> rows.stream().map(ModelUse::from).toList());
    }
}
