-- Header values that are given over the API are encrypted: what is in this table does not tell them.

alter table forward_target
    -- An object of headers, closed with the key of ingest-service, for this project and the origin of this endpoint.
    add column sealed_headers bytea,
    -- The names in it, which are no secret.
    add column sealed_header_names text[] not null default '{}';
