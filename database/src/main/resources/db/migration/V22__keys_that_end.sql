-- Keys that end by themselves, as those of people who signed in by OpenID Connect do.

alter table api_key add column expires_at timestamptz;
