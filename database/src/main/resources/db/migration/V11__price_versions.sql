-- Price versions with everything a provider charges for, a project's own prices, and corrections that keep what they correct.

-- Up to here a tier was a row. From now on a version is one row, its tiers and modifiers in rates; a number that no prompt
-- exceeds lets an older cost-service, which still may run, overlook it. Rows without rates are of before: they explain
-- what was charged by them, and price nothing any more.
create sequence model_price_beyond_any_prompt start 1000000000000000;

alter table model_price
    alter column prompt_tokens_above set default nextval('model_price_beyond_any_prompt'),
    -- Whose own price it is; null holds for everybody.
    add column project_id  integer references project,
    -- Other names, and patterns with * for any characters.
    add column aliases     text[] not null default '{}',
    add column valid_to    timestamptz,
    -- {"prices": {bucket: USD}, "tiers": [{"abovePromptTokens", "prices"}], "modifiers": {service tier: factor or prices}}
    add column rates       jsonb,
    add column source_date date,
    -- The version that this one corrects. It stays, and prices nothing any more.
    add column supersedes  bigint unique references model_price,
    add constraint ends_after_it_begins check (valid_to > valid_from),
    add constraint corrects_another check (supersedes < price_id);

-- Of a model one version begins at an instant; only a correction, of which each version has at most one, may as well.
create unique index model_price_version on model_price (coalesce(project_id, 0), provider, model, valid_from)
    where rates is not null and supersedes is null;

-- Which files were taken in. A file is taken in once, so that two releases running side by side do not correct each other.
create table price_import (
    file        text        not null,
    checksum    text        not null,
    versions    integer     not null,
    corrections integer     not null,
    imported_at timestamptz not null default now(),
    primary key (file, checksum)
);

-- Why a span was charged what it was charged.
alter table span_cost
    -- cache_write_usd is what was written for 5 minutes.
    add column cache_write_1h_usd numeric,
    add column image_usd          numeric,
    add column request_usd        numeric,
    add column rerank_unit_usd    numeric,
    -- Size of the prompt above which the tier held; null for the basic prices.
    add column price_tier         bigint,
    -- Service tier by which prices changed.
    add column price_modifier     text,
    -- The sum by bucket, and what the client said. One of them is total_usd, which one tells cost_source.
    add column computed_usd       numeric,
    add column reported_usd       numeric,
    add column cost_source        text,
    -- The span that pays instead of this one.
    add column paid_by            bytea;

-- Usage that waits for a price.
create index span_cost_unpriced on span_cost (project_id, start_time, trace_id) where unpriced_tokens > 0;

alter table span
    add column if not exists reported_cost_usd     numeric,
    -- Of cache_write_tokens, those that are kept for an hour and cost more; null is none.
    add column if not exists cache_write_1h_tokens bigint;
