-- Who and what a trace is about is often said on one of its spans only, and holds for all of them.

-- JSON array of texts.
alter table span add column tags jsonb;

alter table trace_settlement
    add column user_id     text,
    add column session_id  text,
    add column environment text,
    add column release     text,
    add column tags        jsonb;

-- The environment a span was counted under: its own, or that of its trace.
alter table span_cost
    add column environment text not null default '';
