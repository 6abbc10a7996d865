-- What OTLP carries beside what people filter and sum by, kept so that it can be passed on as it came. Null stands for
-- what was not sent: an empty text, no flag, nothing dropped.

alter table span
    add column trace_state        text,
    -- W3C trace flags in the lowest 8 bits, above them whether the parent is remote.
    add column flags              bigint,
    -- What the sender left out for its own limits.
    add column dropped_attributes bigint,
    add column dropped_events     bigint,
    add column dropped_links      bigint,
    add column scope_attributes   jsonb;

alter table log_record
    add column flags              bigint,
    add column dropped_attributes bigint,
    add column scope_attributes   jsonb;

alter table metric_point
    -- The lowest bit says that there is no value, not that it is 0.
    add column flags              bigint,
    add column scope_attributes   jsonb;

-- A batch is needed while its records are kept. What becomes of it then is one row for each hour: the ledger stays true.
create table ledger_hour (
    project_id integer     not null references project,
    hour       timestamptz not null,
    signal     text        not null,
    received   bigint      not null,
    stored     bigint      not null,
    duplicates bigint      not null,
    rejected   bigint      not null,
    primary key (project_id, hour, signal),
    constraint nothing_vanishes check (received = stored + duplicates + rejected)
);

create or replace view ledger as
select project_id,
       hour,
       signal,
       sum(received)::bigint   as received,
       sum(stored)::bigint     as stored,
       sum(duplicates)::bigint as duplicates,
       sum(rejected)::bigint   as rejected
from (select project_id, date_bin('1 hour', committed_at, 'epoch') as hour, signal, received, stored, duplicates, rejected
      from ingest_batch
      union all
      select project_id, hour, signal, received, stored, duplicates, rejected
      from ledger_hour) as entry
group by project_id, hour, signal;
