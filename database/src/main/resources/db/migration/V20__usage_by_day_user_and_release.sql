-- Usage by day, so that a month is read from thirty buckets; by user, session and tag; and by release.
--
-- All of it is kept by the same differences as usage_minute and usage_hour. A cost-service of before does not know of these
-- tables: let none run from here on, or what it settles is missing in them.

create table usage_day (like usage_minute including all);
alter table usage_day add foreign key (project_id) references project;

insert into usage_day
select project_id, date_bin('1 day', bucket_start, 'epoch') as day, agent, span_type, provider, model, service, environment,
       sum(calls), sum(errors), sum(timeouts), sum(duration_nanos),
       sum(input_tokens), sum(cache_read_tokens), sum(cache_write_tokens), sum(output_tokens),
       sum(reasoning_tokens), sum(audio_input_tokens), sum(audio_output_tokens),
       sum(cost_usd), sum(unpriced_tokens), histogram_sum(latency_counts)::integer[]
from usage_hour
group by project_id, day, agent, span_type, provider, model, service, environment;

-- Usage in [range_start, range_end), both on whole minutes: days (UTC) where they fit, hours where these do, minutes at the edges.
create function usage_within(project integer, range_start timestamptz, range_end timestamptz)
    returns setof usage_minute
    language sql stable parallel safe as
$$
    with edge as (
        select first_hour, last_hour,
               -- Without a whole day there are hours up to first_day, and none from last_day on.
               case when first_day < last_day then first_day else greatest(first_hour, last_hour) end as first_day,
               case when first_day < last_day then last_day else greatest(first_hour, last_hour) end  as last_day
        from (
            select least(range_end, date_bin('1 hour', range_start + interval '1 hour - 1 microsecond', 'epoch')) as first_hour,
                   greatest(range_start, date_bin('1 hour', range_end, 'epoch'))                              as last_hour,
                   date_bin('1 day', range_start + interval '1 day - 1 microsecond', 'epoch')                 as first_day,
                   date_bin('1 day', range_end, 'epoch')                                                      as last_day
        ) bounds
    )
    select u.* from edge, usage_day u
    where u.project_id = project and u.bucket_start >= edge.first_day and u.bucket_start < edge.last_day
    union all
    select u.* from edge, usage_hour u
    where u.project_id = project and u.bucket_start >= edge.first_hour
      and u.bucket_start < least(edge.first_day, edge.last_hour)
    union all
    select u.* from edge, usage_hour u
    where u.project_id = project and u.bucket_start >= edge.last_day and u.bucket_start < edge.last_hour
    union all
    select u.* from edge, usage_minute u
    where u.project_id = project and u.bucket_start >= range_start
      and u.bucket_start < case when edge.first_hour < edge.last_hour then edge.first_hour else range_end end
    union all
    select u.* from edge, usage_minute u
    where u.project_id = project and u.bucket_start >= edge.last_hour and u.bucket_start < range_end
      and edge.first_hour < edge.last_hour
$$;

-- Apart from the other rollups because there are so many users and sessions. Each span that pays, or is a call of a model, is
-- counted under its user and under its session, its own or those of its trace, and under each tag of its trace; what has none
-- is counted under the empty name.
create table usage_user_hour (
    project_id      integer     not null references project,
    facet           text        not null check (facet in ('user', 'session', 'tag')),
    bucket_start    timestamptz not null,
    name            text        not null,
    -- Of models.
    calls           bigint      not null,
    errors          bigint      not null,
    tokens          bigint      not null,
    cost_usd        numeric     not null,
    unpriced_tokens bigint      not null,
    primary key (project_id, facet, bucket_start, name)
);

-- Usage of agents by the release that they were: what a new version changed.
create table usage_release_hour (
    project_id       integer     not null references project,
    bucket_start     timestamptz not null,
    release          text        not null,
    agent            text        not null,
    span_type        text        not null,
    calls            bigint      not null,
    errors           bigint      not null,
    timeouts         bigint      not null,
    duration_nanos   numeric     not null,
    tokens           bigint      not null,
    generated_tokens bigint      not null,
    cost_usd         numeric     not null,
    unpriced_tokens  bigint      not null,
    latency_counts   integer[]   not null,
    primary key (project_id, bucket_start, release, agent, span_type)
);

-- The charged spans with what they are counted under: what the two tables above have to add up to.
create view counted_span as
select c.project_id, c.start_time, date_bin('1 hour', c.start_time, 'epoch') as bucket_start, c.agent, s.span_type,
       coalesce(s.user_id, t.user_id, '')       as user_id,
       coalesce(s.session_id, t.session_id, '') as session_id,
       coalesce(s.release, t.release)           as release,
       coalesce(nullif(t.tags, '[]'), '[""]')   as tags,
       s.span_type in ('llm', 'embedding', 'reranker') as calls_model,
       c.billing = 'billed'                 as billed,
       s.status = 'error'                   as failed,
       s.timed_out, s.duration_nanos,
       case when c.billing = 'billed'
           then coalesce(s.input_tokens + s.cache_read_tokens + s.cache_write_tokens + s.output_tokens + s.reasoning_tokens
                         + s.audio_input_tokens + s.audio_output_tokens, 0) else 0 end as tokens,
       case when c.billing = 'billed' then coalesce(s.output_tokens + s.reasoning_tokens, 0) else 0 end as generated_tokens,
       c.total_usd as cost_usd, c.unpriced_tokens
from span_cost c
join span s using (project_id, trace_id, span_id, start_time)
left join trace_settlement t using (project_id, trace_id)
where (c.billing = 'billed' or s.span_type not in ('chain', 'other'))
  and c.billing <> 'repeated_call'
  and not (s.span_type in ('llm', 'embedding', 'reranker') and c.billing in ('covered_by_descendant', 'duplicate_response'));

-- A row for each name that a span is counted under.
create view span_facet as
select c.*, f.facet, f.name
from counted_span c
cross join lateral (
    select 'user' as facet, c.user_id as name
    union all select 'session', c.session_id
    union all select distinct 'tag', tag from jsonb_array_elements_text(c.tags) tag
) f
where c.calls_model or c.billed;

create view user_usage_of_spans as
select c.project_id, c.facet, c.bucket_start, c.name,
       sum(c.calls_model::int)::bigint                as calls,
       sum((c.calls_model and c.failed)::int)::bigint as errors,
       sum(c.tokens)::bigint                          as tokens,
       sum(c.cost_usd)                                as cost_usd,
       sum(c.unpriced_tokens)::bigint                 as unpriced_tokens
from span_facet c
group by c.project_id, c.facet, c.bucket_start, c.name;

create view release_usage_of_spans as
select project_id, bucket_start, release, agent, span_type,
       count(*)                         as calls,
       sum(failed::int)::bigint         as errors,
       sum(timed_out::int)::bigint      as timeouts,
       sum(duration_nanos)              as duration_nanos,
       sum(tokens)::bigint              as tokens,
       sum(generated_tokens)::bigint    as generated_tokens,
       sum(cost_usd)                    as cost_usd,
       sum(unpriced_tokens)::bigint     as unpriced_tokens
from counted_span
where release is not null
group by project_id, bucket_start, release, agent, span_type;

insert into usage_user_hour
    (project_id, facet, bucket_start, name, calls, errors, tokens, cost_usd, unpriced_tokens)
select project_id, facet, bucket_start, name, calls, errors, tokens, cost_usd, unpriced_tokens
from user_usage_of_spans;

-- The bucket of a duration, as LatencyHistogram has it.
create function latency_bucket(duration_nanos bigint) returns integer
    language sql immutable parallel safe as
$$
    select case when duration_nanos < 1000000 then 0
                else least(232, 1 + floor(8 * log(2, duration_nanos / 1e6))::integer) end
$$;

insert into usage_release_hour
    (project_id, bucket_start, release, agent, span_type, calls, errors, timeouts, duration_nanos, tokens, generated_tokens,
     cost_usd, unpriced_tokens, latency_counts)
select u.*, h.latency_counts
from release_usage_of_spans u
join (
    select project_id, bucket_start, release, agent, span_type,
           array_agg(coalesce(counted.calls, 0) order by bucket.number) as latency_counts
    from (select project_id, bucket_start, release, agent, span_type, max(latency_bucket(duration_nanos)) as last
          from counted_span where release is not null group by 1, 2, 3, 4, 5) row
    cross join lateral generate_series(0, row.last) as bucket (number)
    left join (select project_id, bucket_start, release, agent, span_type, latency_bucket(duration_nanos) as number,
                      count(*)::integer as calls
               from counted_span where release is not null group by 1, 2, 3, 4, 5, 6) counted
        using (project_id, bucket_start, release, agent, span_type, number)
    group by project_id, bucket_start, release, agent, span_type
) h using (project_id, bucket_start, release, agent, span_type);

drop function latency_bucket;

-- Which sessions there were in a range, and the traces of a session.
create index trace_settlement_time on trace_settlement (project_id, first_span_time) where session_id is not null;
create index trace_settlement_session on trace_settlement (project_id, session_id, first_span_time)
    where session_id is not null;
