-- The other two signals. A record is the same record when its time and its whole content are: exports are repeated.

alter table ingest_batch
    add column signal text not null default 'traces' check (signal in ('traces', 'logs', 'metrics'));
alter table rejected_record
    add column signal text not null default 'traces';

create index rejected_record_recent on rejected_record (project_id, rejected_at);

-- Whether something of the record was left out because it was past a limit.
alter table span add column cut boolean not null default false;

create table log_record (
    project_id      integer     not null,
    time            timestamptz not null,
    record_hash     bytea       not null,
    batch_id        bigint      not null,
    observed_time   timestamptz,
    trace_id        bytea,
    span_id         bytea,
    severity_number smallint    not null,
    severity_text   text,
    event_name      text,
    body            jsonb,
    service         text,
    environment     text,
    release         text,
    scope_name      text,
    scope_version   text,
    resource_hash   bytea       not null,
    attributes      jsonb       not null,
    cut             boolean     not null,
    primary key (project_id, time, record_hash)
) partition by range (time);

create index log_record_batch on log_record (batch_id);
create index log_record_trace on log_record (project_id, trace_id, span_id) where trace_id is not null;

create table metric_point (
    project_id    integer     not null,
    time          timestamptz not null,
    record_hash   bytea       not null,
    batch_id      bigint      not null,
    start_time    timestamptz,
    name          text        not null,
    unit          text,
    point_type    text        not null,
    -- Of sums and histograms: delta or cumulative, as it was sent.
    temporality   text,
    monotonic     boolean,
    -- Of gauges and sums. Exact for integers, too; NaN and the infinities are kept.
    value         numeric,
    -- Of histograms and summaries.
    point_count   bigint,
    point_sum     numeric,
    point_min     numeric,
    point_max     numeric,
    -- Buckets with their bounds, exponential buckets with their scale, or quantiles.
    distribution  jsonb,
    service       text,
    environment   text,
    release       text,
    scope_name    text,
    scope_version text,
    resource_hash bytea       not null,
    attributes    jsonb       not null,
    exemplars     jsonb,
    cut           boolean     not null,
    primary key (project_id, time, record_hash)
) partition by range (time);

create index metric_point_batch on metric_point (batch_id);
create index metric_point_name on metric_point (project_id, name, time);

-- What became of all that was received, by project, hour and signal.
create view ledger as
select project_id,
       date_bin('1 hour', committed_at, 'epoch') as hour,
       signal,
       sum(received)::bigint   as received,
       sum(stored)::bigint     as stored,
       sum(duplicates)::bigint as duplicates,
       sum(rejected)::bigint   as rejected
from ingest_batch
group by project_id, hour, signal;

-- Messages that instrumentations send as log records, beside the span they belong to, whichever came first.
create view span_message_event as
select l.project_id, l.trace_id, l.span_id, l.time, l.event_name, l.body, l.attributes
from log_record l
where l.trace_id is not null
  and (l.event_name like 'gen\_ai.%' or l.attributes ->> 'event.name' like 'gen\_ai.%');
