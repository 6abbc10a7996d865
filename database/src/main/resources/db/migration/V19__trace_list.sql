-- What lists show of a trace and find it by, kept by whoever settles the trace. Null as long as it was not settled since.

alter table trace_settlement
    -- The time of its earliest span when it was first settled. Lists are sorted by it, and so it never changes: a trace that
    -- moved while somebody turns pages would be seen twice. first_span_time moves when an earlier span arrives.
    add column listed_time     timestamptz,
    -- From the start of the first span to the end of the last one.
    add column duration_nanos  bigint,
    add column span_count      integer,
    add column error_count     integer,
    -- Of billed spans.
    add column tokens          bigint,
    add column cost_usd        numeric,
    add column unpriced_tokens bigint,
    -- Of the first root.
    add column name            text,
    add column root_type       text,
    add column run_id          text,
    -- Whose and what it is, TraceLabel tells how they are written: agents, models, services, user, tags, a failure.
    add column labels          text[];

create index trace_list on trace_settlement (project_id, listed_time, trace_id);
create index trace_run on trace_settlement (project_id, run_id, listed_time) where run_id is not null;
create index trace_labels on trace_settlement using gin (labels);

-- Traces that were settled before. TraceLabel cuts values that are longer; of those there are none that anybody looks for.
update trace_settlement t
set listed_time = t.first_span_time,
    duration_nanos = s.duration_nanos,
    span_count = s.span_count,
    error_count = s.error_count,
    tokens = s.tokens,
    cost_usd = s.cost_usd,
    unpriced_tokens = s.unpriced_tokens,
    name = s.name,
    root_type = s.root_type,
    run_id = s.run_id,
    labels = array_remove(s.labels || array [
        t.project_id || '/user/' || t.user_id,
        t.project_id || '/session/' || t.session_id,
        t.project_id || '/environment/' || t.environment,
        t.project_id || '/version/' || t.release
    ] || array(select t.project_id || '/tag/' || tag
               from jsonb_array_elements_text(case jsonb_typeof(t.tags) when 'array' then t.tags end) tag
               where length(tag) <= 200), null)
from (
    select s.project_id, s.trace_id,
           (extract(epoch from max(s.start_time + s.duration_nanos / 1000 * interval '1 microsecond') - min(s.start_time))
               * 1000000000)::bigint as duration_nanos,
           count(*)                                          as span_count,
           count(*) filter (where s.status = 'error')        as error_count,
           coalesce(sum(coalesce(s.input_tokens, 0) + coalesce(s.cache_read_tokens, 0) + coalesce(s.cache_write_tokens, 0)
               + coalesce(s.output_tokens, 0) + coalesce(s.reasoning_tokens, 0) + coalesce(s.audio_input_tokens, 0)
               + coalesce(s.audio_output_tokens, 0)) filter (where c.billing = 'billed'), 0)::bigint as tokens,
           coalesce(sum(c.total_usd) filter (where c.billing = 'billed'), 0)                         as cost_usd,
           coalesce(sum(c.unpriced_tokens) filter (where c.billing = 'billed'), 0)::bigint           as unpriced_tokens,
           (array_agg(s.name order by s.parent_span_id is not null, s.start_time, s.duration_nanos desc))[1] as name,
           (array_agg(s.span_type order by s.parent_span_id is not null, s.start_time, s.duration_nanos desc))[1]
               as root_type,
           (array_agg(s.run_id order by s.start_time) filter (where s.run_id is not null))[1]        as run_id,
           array_remove(
               array_agg(distinct s.project_id || '/agent/' || s.agent) filter (where length(s.agent) <= 200)
               || array_agg(distinct s.project_id || '/model/' || s.request_model) filter (where length(s.request_model) <= 200)
               || array_agg(distinct s.project_id || '/model/' || s.response_model)
                   filter (where s.response_model is distinct from s.request_model and length(s.response_model) <= 200)
               || array_agg(distinct s.project_id || '/provider/' || s.provider) filter (where length(s.provider) <= 200)
               || array_agg(distinct s.project_id || '/service/' || s.service) filter (where length(s.service) <= 200)
               || array_agg(distinct s.project_id || '/status/error') filter (where s.status = 'error'),
               null) as labels
    from span s left join span_cost c using (project_id, trace_id, span_id, start_time)
    group by s.project_id, s.trace_id
) s
where t.project_id = s.project_id and t.trace_id = s.trace_id;
