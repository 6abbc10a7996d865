-- Daily budgets, the alerts they raise, and the outbox of what people are told.

create table budget (
    budget_id     bigint generated always as identity primary key,
    project_id    integer     not null references project,
    name          text        not null,
    -- Null: the spending of the whole project.
    agent         text,
    amount_usd    numeric     not null check (amount_usd > 0),
    -- The share of the amount at which a warning goes out; at the whole amount the alert is critical.
    warning_share numeric     not null check (warning_share > 0 and warning_share < 1),
    -- Whose midnight ends the day.
    time_zone     text        not null,
    recipients    text[]      not null,
    created_at    timestamptz not null default now(),
    unique (project_id, name)
);

-- A budget fires once per day and severity: the unique key is what makes any number of evaluators safe.
create table alert_instance (
    alert_id   bigint generated always as identity primary key,
    project_id integer     not null references project,
    budget_id  bigint      not null references budget on delete cascade,
    day        date        not null,
    severity   text        not null check (severity in ('warning', 'critical')),
    -- Both as they were when the alert was raised; the budget may be changed afterwards.
    amount_usd numeric     not null,
    spent_usd  numeric     not null,
    fired_at   timestamptz not null default now(),
    unique (budget_id, day, severity)
);

-- The outbox: a row is committed with the alert and stays pending until the other side has taken the message.
create table notification (
    notification_id bigint generated always as identity primary key,
    project_id      integer     not null references project,
    alert_id        bigint      not null references alert_instance on delete cascade,
    recipient       text        not null,
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null default now(),
    last_error      text,
    delivered_at    timestamptz,
    unique (alert_id, recipient)
);

create index notification_pending on notification (next_attempt_at) where delivered_at is null;
