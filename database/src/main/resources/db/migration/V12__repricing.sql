-- Pricing again what was priced before: by a person over a range, and by itself what waited for a price.

create table repricing (
    repricing_id     bigint generated always as identity primary key,
    project_id       integer     not null references project,
    -- range: everything in it. unpriced: what has tokens without a price.
    kind             text        not null check (kind in ('range', 'unpriced')),
    -- Tells what would change, and changes nothing.
    preview          boolean     not null,
    range_start      timestamptz not null default '-infinity',
    range_end        timestamptz not null default 'infinity',
    provider         text,
    model            text,
    state            text        not null default 'waiting'
        check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
    -- How far it is: what comes after this.
    cursor_time      timestamptz not null default '-infinity',
    cursor_trace     bytea       not null default '',
    traces_done      bigint      not null default 0,
    -- Of a range; null as long as it is not counted.
    traces_total     bigint,
    spans_changed    bigint      not null default 0,
    before_usd       numeric     not null default 0,
    after_usd        numeric     not null default 0,
    unpriced_before  bigint      not null default 0,
    unpriced_after   bigint      not null default 0,
    created_at       timestamptz not null default now(),
    started_at       timestamptz,
    finished_at      timestamptz,
    attempts         integer     not null default 0,
    next_attempt_at  timestamptz not null default now(),
    last_error       text
);

create index repricing_due on repricing (repricing_id) where state in ('waiting', 'running');
create index repricing_of_project on repricing (project_id, repricing_id);
-- Of what waits for a price one round is enough.
create unique index repricing_unpriced on repricing (project_id) where kind = 'unpriced' and state = 'waiting';

-- What a round changed, or would change, by day and model and from which price version to which. It is kept.
create table repricing_change (
    repricing_id    bigint  not null references repricing,
    project_id      integer not null references project,
    day             date    not null,
    provider        text    not null,
    model           text    not null,
    -- 0 is none.
    from_price_id   bigint  not null,
    to_price_id     bigint  not null,
    spans           bigint  not null,
    before_usd      numeric not null,
    after_usd       numeric not null,
    unpriced_before bigint  not null,
    unpriced_after  bigint  not null,
    primary key (repricing_id, project_id, day, provider, model, from_price_id, to_price_id)
);

-- Whoever adds a price version calls it in the same transaction, with the project whose own price it is, or null.
create function price_what_waits(owner integer) returns void
    language sql as
$$
    insert into repricing (project_id, kind, preview)
    select p.project_id, 'unpriced', false
    from project p
    where (owner is null or p.project_id = owner)
      and exists (select 1 from span_cost c where c.project_id = p.project_id and c.unpriced_tokens > 0)
    on conflict (project_id) where kind = 'unpriced' and state = 'waiting' do nothing
$$;
