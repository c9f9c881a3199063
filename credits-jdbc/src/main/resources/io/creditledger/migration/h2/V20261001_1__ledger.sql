-- The ledger's tables. Every statement may be run again, so that an interrupted migration can be repeated.

create table if not exists credit_schema (
    version integer not null,
    constraint credit_schema_pk primary key (version)
);

create table if not exists credit_account (
    account_id varchar(128) not null,
    balance bigint not null,
    held bigint not null,
    debt bigint not null,
    last_seq bigint not null,
    last_grant_no bigint not null,
    last_at timestamp(6) with time zone not null,
    opened_at timestamp(6) with time zone not null,
    constraint credit_account_pk primary key (account_id),
    constraint credit_account_amounts check (balance >= 0 and held >= 0 and debt >= 0)
);

create table if not exists credit_grant (
    account_id varchar(128) not null,
    grant_id varchar(200) not null,
    grant_no bigint not null,
    source varchar(64) not null,
    priority integer not null,
    amount bigint not null,
    remaining bigint not null,
    open boolean not null,
    effective_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone,
    constraint credit_grant_pk primary key (account_id, grant_id),
    constraint credit_grant_order unique (account_id, grant_no),
    constraint credit_grant_remaining check (remaining between 0 and amount),
    constraint credit_grant_open check (open = (remaining > 0))
);

create index if not exists credit_grant_by_expiry
    on credit_grant (account_id, open, priority, expires_at nulls last, grant_no);

create index if not exists credit_grant_by_age
    on credit_grant (account_id, open, grant_no);

create index if not exists credit_grant_due
    on credit_grant (open, expires_at);

create table if not exists credit_entry (
    account_id varchar(128) not null,
    seq bigint not null,
    line integer not null,
    type varchar(16) not null,
    grant_id varchar(200),
    amount bigint not null,
    balance_after bigint not null,
    effective_at timestamp(6) with time zone not null,
    recorded_at timestamp(6) with time zone not null,
    idempotency_key varchar(200),
    fingerprint varchar(500),
    reference varchar(200),
    metadata varchar(50000),
    grant_no bigint,
    source varchar(64),
    priority integer,
    expires_at timestamp(6) with time zone,
    run_id varchar(64),
    constraint credit_entry_pk primary key (account_id, seq, line),
    constraint credit_entry_key unique (account_id, idempotency_key)
);

create table if not exists credit_task (
    account_id varchar(128) not null,
    task_id varchar(128) not null,
    tier varchar(64) not null,
    rate_card varchar(64) not null,
    estimate bigint,
    prepaid boolean not null,
    status varchar(16) not null,
    started_at timestamp(6) with time zone not null,
    ended_at timestamp(6) with time zone,
    output_quantity decimal(19, 9),
    output_measure varchar(16),
    credits_calculated bigint,
    credits_deducted bigint,
    credits_forgiven bigint,
    credits_owed bigint,
    charged_at timestamp(6) with time zone,
    uncharged boolean not null,
    constraint credit_task_pk primary key (account_id, task_id)
);

create index if not exists credit_task_by_id
    on credit_task (task_id);

create index if not exists credit_task_uncharged
    on credit_task (uncharged, account_id, task_id);

create index if not exists credit_task_running
    on credit_task (status, account_id, task_id);

-- What was kept elsewhere before and brought along: each run, each account that one brought along,
-- and each user that it did not.
create table if not exists credit_adoption (
    run_id varchar(64) not null,
    state varchar(16) not null,
    cutover timestamp(6) with time zone not null,
    upgraded boolean not null,
    mirrored boolean not null,
    differences varchar(16) not null,
    settings varchar(2000) not null,
    started_at timestamp(6) with time zone not null,
    finished_at timestamp(6) with time zone,
    last_user varchar(3000),
    users_total bigint not null,
    users_done bigint not null,
    transactions_done bigint not null,
    constraint credit_adoption_pk primary key (run_id)
);

create table if not exists credit_adopted_account (
    account_id varchar(128) not null,
    run_id varchar(64) not null,
    last_seq bigint not null,
    legacy_credits bigint,
    mirrored_credits bigint,
    received bigint not null,
    spent bigint not null,
    expired bigint not null,
    adjustment bigint not null,
    receipts bigint not null,
    spendings bigint not null,
    tasks bigint not null,
    running_tasks bigint not null,
    dirty_rows bigint not null,
    constraint credit_adopted_account_pk primary key (account_id)
);

create index if not exists credit_adopted_account_by_run
    on credit_adopted_account (run_id, account_id);

create table if not exists credit_adoption_refusal (
    run_id varchar(64) not null,
    refusal_no bigint not null,
    user_id varchar(3000) not null,
    reason varchar(32) not null,
    detail varchar(1000) not null,
    constraint credit_adoption_refusal_pk primary key (run_id, refusal_no)
);

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

-- For support staff: the same questions have the same answers on a host's own tables (legacy-support).
create or replace view credit_expired_summary as
select cast(count(g.grant_id) as bigint) as grants,
    cast(coalesce(sum(g.amount), 0) as bigint) as granted,
    cast(count(distinct g.account_id) as bigint) as accounts,
    cast(coalesce(sum(case when g.open then 1 else 0 end), 0) as bigint) as due_grants,
    cast(coalesce(sum(case when g.open then g.amount else 0 end), 0) as bigint) as due,
    (select cast(coalesce(-sum(e.amount), 0) as bigint) from credit_entry e where e.type = 'EXPIRE') as expired,
    (select cast(count(distinct e.account_id) as bigint) from credit_entry e where e.type = 'EXPIRE') as affected
from credit_grant g
where g.expires_at <= current_timestamp;

create or replace view credit_expiry_range as
select min(expires_at) as earliest, max(expires_at) as latest, cast(count(expires_at) as bigint) as grants,
    cast(count(*) - count(expires_at) as bigint) as never
from credit_grant;

create or replace view credit_balance_check as
select a.account_id, a.balance, a.debt,
    cast(coalesce(g.active, 0) as bigint) as active,
    cast(coalesce(g.past, 0) as bigint) as past,
    cast(coalesce(e.spent, 0) as bigint) as spent,
    cast(coalesce(e.expired, 0) as bigint) as expired,
    cast(coalesce(e.journal, 0) as bigint) as journal,
    cast(a.balance - coalesce(e.journal, 0) as bigint) as difference
from credit_account a
left join (
    select account_id,
        sum(case when expires_at <= current_timestamp then 0 else amount end) as active,
        sum(case when expires_at <= current_timestamp then amount else 0 end) as past
    from credit_grant
    group by account_id
) g on g.account_id = a.account_id
left join (
    select account_id,
        sum(case when type in ('CHARGE', 'OWE') then -amount else 0 end) as spent,
        sum(case when type = 'EXPIRE' then -amount else 0 end) as expired,
        sum(case when grant_id is null then 0 else amount end) as journal
    from credit_entry
    group by account_id
) e on e.account_id = a.account_id;

create or replace view credit_affected_account as
select a.account_id, a.balance, e.expired, g.first_expiry
from (
    select account_id, cast(-sum(amount) as bigint) as expired
    from credit_entry
    where type = 'EXPIRE'
    group by account_id
) e
join credit_account a on a.account_id = e.account_id
join (
    select account_id, min(expires_at) as first_expiry
    from credit_grant
    group by account_id
) g on g.account_id = e.account_id;

create or replace view credit_expiring_grant as
select account_id, grant_id, source, remaining, expires_at,
    cast(floor(extract(epoch from expires_at - current_timestamp) / 86400) as integer) as days_left
from credit_grant
where open and expires_at > current_timestamp;

-- A cast to date would be that of the session's time zone, whatever the zone of the instant.
create or replace view credit_daily_total as
select cast(cast(recorded_at at time zone 'UTC' as varchar(10)) as date) as recorded_on, type,
    cast(count(*) as bigint) as entries,
    cast(count(distinct account_id) as bigint) as accounts,
    cast(sum(amount) as bigint) as credits
from credit_entry
group by cast(cast(recorded_at at time zone 'UTC' as varchar(10)) as date), type;

merge into credit_schema (version) values (1);
