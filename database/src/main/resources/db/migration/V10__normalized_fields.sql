-- What else is known of a span once its attributes are understood.

alter table span
    -- How the reported input count was read and what told so, inclusive_by_total for instance: TokenInclusion has all of
    -- them. Null when the span reports no usage.
    add column token_inclusion   text,
    -- What the client thinks it cost. Shown beside what it is charged; never charged.
    add column reported_cost_usd numeric,
    -- The managed prompt that was used.
    add column prompt_name       text,
    add column prompt_version    text,
    -- What people sent along: a JSON object, whatever the convention.
    add column metadata          jsonb,
    -- What was odd about the span: a JSON array of short sentences. Null when nothing was.
    add column normalization     jsonb;
