-- Prices, what each span cost, and the rollups that reports are made of.

-- Immutable: a price changes by a new version with a later valid_from.
create table model_price (
    price_id            bigint generated always as identity primary key,
    provider            text        not null,
    model               text        not null,
    valid_from          timestamptz not null,
    -- The tier: this version holds for prompts of more tokens than this.
    prompt_tokens_above bigint      not null default 0,
    -- USD per million tokens. Null is unpriced, which is not the same as free.
    input_usd           numeric,
    cache_read_usd      numeric,
    cache_write_usd     numeric,
    output_usd          numeric,
    reasoning_usd       numeric,
    audio_input_usd     numeric,
    audio_output_usd    numeric,
    source              text        not null,
    created_at          timestamptz not null default now(),
    unique (provider, model, valid_from, prompt_tokens_above)
);

-- One row per trace: the lock under which its billing is decided, and the time span its spans lie in.
create table trace_settlement (
    project_id      integer     not null references project,
    trace_id        bytea       not null,
    first_span_time timestamptz not null,
    last_span_time  timestamptz not null,
    primary key (project_id, trace_id)
);

-- What each counted span contributed to the rollups: enough to take the contribution back to the last digit when a
-- span that arrives later changes who pays or which agent it belongs to.
create table span_cost (
    project_id       integer     not null,
    trace_id         bytea       not null,
    span_id          bytea       not null,
    start_time       timestamptz not null,
    agent            text        not null,
    billing          text        not null,
    price_id         bigint references model_price,
    input_usd        numeric,
    cache_read_usd   numeric,
    cache_write_usd  numeric,
    output_usd       numeric,
    reasoning_usd    numeric,
    audio_input_usd  numeric,
    audio_output_usd numeric,
    total_usd        numeric     not null,
    unpriced_tokens  bigint      not null,
    primary key (project_id, trace_id, span_id, start_time)
) partition by range (start_time);

-- Histograms are arrays of counts by bucket; trailing zeros may be missing.
create function histogram_add(a integer[], b integer[]) returns integer[]
    language sql immutable parallel safe as
$$
    select array_agg(coalesce(x, 0) + coalesce(y, 0) order by position)
    from unnest(a, b) with ordinality as bucket (x, y, position)
$$;

create function histogram_accumulate(sum bigint[], counts integer[]) returns bigint[]
    language sql immutable parallel safe as
$$
    select coalesce(array_agg(coalesce(x, 0) + coalesce(y, 0) order by position), '{}')
    from unnest(sum, counts) with ordinality as bucket (x, y, position)
$$;

create aggregate histogram_sum(integer[]) (sfunc = histogram_accumulate, stype = bigint[], initcond = '{}');

-- An absent dimension is the empty string, so that it can be part of the key.
create table usage_minute (
    project_id          integer     not null references project,
    bucket_start        timestamptz not null,
    agent               text        not null,
    span_type           text        not null,
    provider            text        not null,
    model               text        not null,
    service             text        not null,
    environment         text        not null,
    calls               bigint      not null,
    errors              bigint      not null,
    timeouts            bigint      not null,
    duration_nanos      numeric     not null,
    input_tokens        bigint      not null,
    cache_read_tokens   bigint      not null,
    cache_write_tokens  bigint      not null,
    output_tokens       bigint      not null,
    reasoning_tokens    bigint      not null,
    audio_input_tokens  bigint      not null,
    audio_output_tokens bigint      not null,
    cost_usd            numeric     not null,
    unpriced_tokens     bigint      not null,
    latency_counts      integer[]   not null,
    primary key (project_id, bucket_start, agent, span_type, provider, model, service, environment)
);

create table usage_hour (like usage_minute including all);
alter table usage_hour add foreign key (project_id) references project;

-- Usage in [range_start, range_end), both on whole minutes: hours where they fit, minutes at the edges.
create function usage_between(project integer, range_start timestamptz, range_end timestamptz)
    returns setof usage_minute
    language sql stable parallel safe as
$$
    with edge as (
        select least(range_end, date_bin('1 hour', range_start + interval '1 hour - 1 microsecond', 'epoch')) as first_hour,
               greatest(range_start, date_bin('1 hour', range_end, 'epoch'))                              as last_hour
    )
    select u.* from edge, usage_hour u
    where u.project_id = project and u.bucket_start >= edge.first_hour and u.bucket_start < edge.last_hour
    union all
    select u.* from edge, usage_minute u
    where u.project_id = project and u.bucket_start >= range_start
      and u.bucket_start < case when edge.first_hour < edge.last_hour then edge.first_hour else range_end end
    union all
    select u.* from edge, usage_minute u
    where u.project_id = project and u.bucket_start >= edge.last_hour and u.bucket_start < range_end
      and edge.first_hour < edge.last_hour
$$;
