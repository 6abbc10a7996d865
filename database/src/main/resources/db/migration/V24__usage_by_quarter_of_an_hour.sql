-- What a project spends by quarter of an hour: the days of every time zone are made of them, as offsets are whole quarters. Days
-- by the hours of each agent and model would be some twenty times as many rows as a report by days of UTC reads.
--
-- Kept by the same differences as usage_minute. A cost-service of before does not know of this table: let none run from here on, or
-- what it settles is missing in it.

create table usage_quarter_hour (
    project_id      integer     not null references project,
    bucket_start    timestamptz not null,
    -- Of models.
    calls           bigint      not null,
    tokens          bigint      not null,
    cost_usd        numeric     not null,
    unpriced_tokens bigint      not null,
    primary key (project_id, bucket_start)
);

insert into usage_quarter_hour (project_id, bucket_start, calls, tokens, cost_usd, unpriced_tokens)
select project_id, date_bin('15 minutes', bucket_start, 'epoch') as quarter,
       coalesce(sum(calls) filter (where span_type in ('llm', 'embedding', 'reranker')), 0),
       sum(input_tokens + cache_read_tokens + cache_write_tokens + output_tokens + reasoning_tokens + audio_input_tokens
           + audio_output_tokens),
       sum(cost_usd), sum(unpriced_tokens)
from usage_minute
group by project_id, quarter;

-- What was spent in [range_start, range_end), both on whole minutes: quarters of an hour where they fit, minutes at the edges.
create function spent_within(project integer, range_start timestamptz, range_end timestamptz)
    returns table (calls bigint, tokens bigint, cost_usd numeric, unpriced_tokens bigint)
    language sql stable parallel safe as
$$
    with edge as not materialized (
        select least(range_end, date_bin('15 minutes', range_start + interval '15 minutes - 1 microsecond', 'epoch'))
                   as first_quarter,
               greatest(range_start, date_bin('15 minutes', range_end, 'epoch')) as last_quarter
    ),
    minute as not materialized (
        select u.* from edge, usage_minute u
        where u.project_id = project and u.bucket_start >= range_start
          and u.bucket_start < case when edge.first_quarter < edge.last_quarter then edge.first_quarter else range_end end
        union all
        select u.* from edge, usage_minute u
        where u.project_id = project and u.bucket_start >= edge.last_quarter and u.bucket_start < range_end
          and edge.first_quarter < edge.last_quarter
    )
    select u.calls, u.tokens, u.cost_usd, u.unpriced_tokens from edge, usage_quarter_hour u
    where u.project_id = project and u.bucket_start >= edge.first_quarter and u.bucket_start < edge.last_quarter
    union all
    select case when span_type in ('llm', 'embedding', 'reranker') then calls else 0 end,
           input_tokens + cache_read_tokens + cache_write_tokens + output_tokens + reasoning_tokens + audio_input_tokens
               + audio_output_tokens,
           cost_usd, unpriced_tokens
    from minute
$$;

-- The same as before, but so that the planner sees the edges: of a range whose bounds it does not know it expects a third of the table,
-- and reads all minutes of all time to find those of half an hour.
create or replace function usage_within(project integer, range_start timestamptz, range_end timestamptz)
    returns setof usage_minute
    language sql stable parallel safe as
$$
    with edge as not materialized (
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
