-- How long a project's spans, logs and data points are kept. Rollups stay.

alter table project
    add column retention_days integer not null default 30 check (retention_days between 1 and 3650);

create index trace_settlement_age on trace_settlement (project_id, last_span_time);

-- The partitions by day of a table: attached ones, and those that a detachment left behind when it was interrupted.
create function day_partitions(parent text)
    returns table (name text, day date, attached boolean, detach_pending boolean)
    language sql stable as
$$
    select c.relname::text,
           to_date(right(c.relname, 8), 'YYYYMMDD'),
           i.inhrelid is not null,
           coalesce(i.inhdetachpending, false)
    from pg_class c
    left join pg_inherits i on i.inhrelid = c.oid and i.inhparent = parent::regclass
    where c.relkind = 'r'
      and c.relnamespace = (select relnamespace from pg_class where oid = parent::regclass)
      and c.relname ~ ('^' || parent || '_\d{8}$')
$$;
