-- The ledger's tables. Ids compare byte by byte (collation C): case, accents and trailing spaces count.
-- Rows of accounts and grants are updated in place all the time: their pages keep room for that (fillfactor), and no
-- index mentions a column that a charge changes, so that such updates touch no index (HOT).

create table if not exists credit_schema (
    version integer not null,
    constraint credit_schema_pk primary key (version)
);

create table if not exists credit_account (
    account_id varchar(128) collate "C" not null,
    balance bigint not null,
    held bigint not null,
    debt bigint not null,
    last_seq bigint not null,
    last_grant_no bigint not null,
    last_at timestamptz(6) not null,
    opened_at timestamptz(6) not null,
    constraint credit_account_pk primary key (account_id),
    constraint credit_account_amounts check (balance >= 0 and held >= 0 and debt >= 0)
) with (fillfactor = 70);

create table if not exists credit_grant (
    account_id varchar(128) collate "C" not null,
    grant_id varchar(200) collate "C" not null,
    grant_no bigint not null,
    source varchar(64) collate "C" not null,
    priority integer not null,
    amount bigint not null,
    remaining bigint not null,
    open boolean not null,
    effective_at timestamptz(6) not null,
    expires_at timestamptz(6),
    constraint credit_grant_pk primary key (account_id, grant_id),
    constraint credit_grant_order unique (account_id, grant_no),
    constraint credit_grant_remaining check (remaining between 0 and amount),
    constraint credit_grant_open check (open = (remaining > 0))
) with (fillfactor = 70);

create index if not exists credit_grant_by_expiry
    on credit_grant (account_id, priority, expires_at, grant_no) where open;

create index if not exists credit_grant_by_age
    on credit_grant (account_id, grant_no) where open;

create index if not exists credit_grant_due
    on credit_grant (expires_at) where open;

create table if not exists credit_entry (
    account_id varchar(128) collate "C" not null,
    seq bigint not null,
    line integer not null,
    type varchar(16) collate "C" not null,
    grant_id varchar(200) collate "C",
    amount bigint not null,
    balance_after bigint not null,
    effective_at timestamptz(6) not null,
    recorded_at timestamptz(6) not null,
    idempotency_key varchar(200) collate "C",
    fingerprint varchar(500) collate "C",
    reference varchar(200) collate "C",
    metadata text collate "C",
    grant_no bigint,
    source varchar(64) collate "C",
    priority integer,
    expires_at timestamptz(6),
    run_id varchar(64) collate "C",
    constraint credit_entry_pk primary key (account_id, seq, line)
);

create unique index if not exists credit_entry_key
    on credit_entry (account_id, idempotency_key) where idempotency_key is not null;

create table if not exists credit_task (
    account_id varchar(128) collate "C" not null,
    task_id varchar(128) collate "C" not null,
    tier varchar(64) collate "C" not null,
    rate_card varchar(64) collate "C" not null,
    estimate bigint,
    prepaid boolean not null,
    status varchar(16) collate "C" not null,
    started_at timestamptz(6) not null,
    ended_at timestamptz(6),
    output_quantity decimal(19, 9),
    output_measure varchar(16) collate "C",
    credits_calculated bigint,
    credits_deducted bigint,
    credits_forgiven bigint,
    credits_owed bigint,
    charged_at timestamptz(6),
    uncharged boolean not null,
    constraint credit_task_pk primary key (account_id, task_id)
) with (fillfactor = 70);

create index if not exists credit_task_by_id
    on credit_task (task_id);

create index if not exists credit_task_uncharged
    on credit_task (account_id, task_id) where uncharged;

create index if not exists credit_task_running
    on credit_task (account_id, task_id) where status = 'RUNNING';

-- What was kept elsewhere before and brought along: each run, and each account that one brought along.
create table if not exists credit_adoption (
    run_id varchar(64) collate "C" not null,
    state varchar(16) collate "C" not null,
    cutover timestamptz(6) not null,
    upgraded boolean not null,
    differences varchar(16) collate "C" not null,
    started_at timestamptz(6) not null,
    finished_at timestamptz(6),
    last_user varchar(128) collate "C",
    constraint credit_adoption_pk primary key (run_id)
);

create table if not exists credit_adopted_account (
    account_id varchar(128) collate "C" not null,
    run_id varchar(64) collate "C" not null,
    last_seq bigint not null,
    legacy_credits bigint,
    received bigint not null,
    spent bigint not null,
    expired bigint not null,
    adjustment bigint not null,
    receipts bigint not null,
    spendings bigint not null,
    tasks bigint not null,
    constraint credit_adopted_account_pk primary key (account_id)
);

create index if not exists credit_adopted_account_by_run
    on credit_adopted_account (run_id, account_id);

create or replace view credit_uncharged_task as
select account_id, task_id, tier, ended_at as completed_at, output_quantity, output_measure, credits_calculated
from credit_task
where uncharged;

create or replace view credit_running_task as
select account_id, task_id, tier, rate_card, estimate, started_at
from credit_task
where status = 'RUNNING';

create or replace view credit_task_charge as
select t.account_id, t.task_id, t.tier, t.output_quantity, t.output_measure, t.credits_calculated, t.credits_deducted,
    t.credits_forgiven, t.credits_owed, t.charged_at, e.seq
from credit_task t
join credit_entry e on e.account_id = t.account_id and e.idempotency_key = concat('credit:task:', t.task_id)
where t.charged_at is not null;

insert into credit_schema (version) values (1) on conflict do nothing;
