-- Where a project's accepted spans are passed on to, and how far each of these backends has come.

-- The transaction that stored a batch. Batch ids are given out in another order than transactions commit in, so a reader
-- that remembers the last id would miss those that were overtaken. A transaction below the xmin of a snapshot has ended:
-- in the order of transactions nothing can appear below it any more. Rows that are there already come first; the constant
-- spares rewriting them.
alter table ingest_batch add column committed_xid xid8 not null default '0';
alter table ingest_batch alter column committed_xid set default pg_current_xact_id();

create index ingest_batch_forwarding on ingest_batch (project_id, committed_xid, batch_id)
    where signal = 'traces' and stored > 0;

create table forward_target (
    target_id       integer generated always as identity primary key,
    project_id      integer     not null references project,
    name            text        not null,
    protocol        text        not null check (protocol in ('grpc', 'http/protobuf')),
    -- http:// or https:// with host and port; of HTTP also the path, to which /v1/traces is appended unless it ends so.
    endpoint        text        not null check (endpoint ~ '^https?://[^/]'),
    -- Secrets are not stored: a value of env:FORWARD_NAME is what the service is configured with under that name.
    headers         jsonb       not null default '{}' check (jsonb_typeof(headers) = 'object'),
    enabled         boolean     not null default true,
    created_at      timestamptz not null default now(),

    -- The last batch that was passed on as a whole. A new target begins with what is stored from now on; with 0 and 0 it
    -- begins with the oldest batch there is.
    cursor_xid      xid8        not null default pg_snapshot_xmin(pg_current_snapshot()),
    cursor_batch    bigint      not null default 0,
    -- The last span that was taken of the batch after it; null at its beginning.
    position_trace  bytea,
    position_span   bytea,
    position_time   timestamptz,

    -- Counts who took the target: only who took it last may move the cursor.
    claim           bigint      not null default 0,
    -- Also the end of the lease while somebody is at it.
    next_attempt_at timestamptz not null default now(),
    -- Attempts in a row that failed.
    failures        integer     not null default 0,
    failing_since   timestamptz,
    last_error      text,
    last_error_at   timestamptz,
    spans_forwarded bigint      not null default 0,
    -- Refused by the backend for good, or gone from the store before they could be passed on.
    spans_skipped   bigint      not null default 0,
    unique (project_id, name)
);

create index forward_target_due on forward_target (next_attempt_at) where enabled;

-- Batches that are committed for good and come after a position, in the order they are passed on.
create function forwardable_batches(project integer, after_xid xid8, after_batch bigint)
    returns setof ingest_batch
    language sql stable as
$$
    select b.*
    from ingest_batch b
    where b.project_id = project
      and b.signal = 'traces'
      and b.stored > 0
      and (b.committed_xid, b.batch_id) > (after_xid, after_batch)
      and b.committed_xid < pg_snapshot_xmin(pg_current_snapshot())
    order by b.committed_xid, b.batch_id
$$;
