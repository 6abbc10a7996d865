-- Who may send and read for a project, and what is kept of what is sent.

alter table project
    -- Of messages, prompts and tool arguments: everything, the beginning, or nothing.
    add column content_mode text not null default 'full' check (content_mode in ('full', 'truncated', 'none')),
    -- Regular expressions whose matches are masked in stored text, beside the built-in ones.
    add column masks text[] not null default '{}',
    add column mask_defaults boolean not null default true;

create table api_key (
    api_key_id bigint generated always as identity primary key,
    project_id integer     not null references project,
    name       text        not null,
    -- What Basic authentication names as the user. Not secret.
    public_key text        not null unique,
    -- SHA-256 of the secret, which is random and long: no slow hash is needed, and none is stored in clear.
    secret_hash bytea      not null unique,
    scopes     text[]      not null check (scopes <> '{}' and scopes <@ array ['ingest', 'read', 'admin']),
    created_at timestamptz not null default now(),
    revoked_at timestamptz
);
