-- What keeps failing is put off or given up, visibly, instead of keeping everything behind it waiting.

-- An unsettled batch with attempts is one that could not be settled: last_error tells why.
alter table ingest_batch
    add column attempts        integer not null default 0,
    -- Null is at once.
    add column next_attempt_at timestamptz,
    add column last_error      text;

-- Pending is a notification that was neither delivered nor given up.
alter table notification
    add column gave_up_at timestamptz;

drop index notification_pending;
create index notification_pending on notification (next_attempt_at)
    where delivered_at is null and gave_up_at is null;
