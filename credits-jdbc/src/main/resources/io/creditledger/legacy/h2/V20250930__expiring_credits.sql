-- Gives the credits of a host's own tables (users, credit_transactions, tasks) an expiry, and prepares its tasks for
-- post-payment, on H2. Each statement may be run again. Flyway and LegacyUpgrade run it in a transaction, which each
-- definition commits, so that the data that follows is moved at once. H2 replaces a table when it gains a column: do
-- not let the product write meanwhile.

-- A host that wants other settings makes this table and inserts its row before it runs the script.
-- cutover: the instant at which expiry begins to exist; null is the instant of the first run.
-- found: which of the columns and indexes were there before, to be kept by a rollback; null lets the script look.
-- moved_at: when the users were moved. Whoever comes later keeps the balance.
create table if not exists credit_upgrade (
    version varchar(16) default '20250930' not null,
    expiry_months integer default 6 not null,
    zone varchar(64) default 'UTC' not null,
    recalculation varchar(8) default 'REPLAY' not null,
    unexplained varchar(8) default 'DROP' not null,
    batch_size integer default 1000 not null,
    cutover timestamp(6) with time zone,
    found varchar(2000),
    users_done bigint default 0 not null,
    started_at timestamp(6) with time zone,
    moved_at timestamp(6) with time zone,
    finished_at timestamp(6) with time zone,
    constraint credit_upgrade_pk primary key (version),
    constraint credit_upgrade_version check (version = '20250930'),
    constraint credit_upgrade_months check (expiry_months between 1 and 1200),
    constraint credit_upgrade_recalculation check (recalculation in ('REPLAY', 'SUM')),
    constraint credit_upgrade_unexplained check (unexplained in ('DROP', 'KEEP')),
    constraint credit_upgrade_batch_size check (batch_size > 0)
);

merge into credit_upgrade c using (values ('20250930')) v (version) on c.version = v.version
when not matched then insert (version) values (v.version);

update credit_upgrade
set cutover = coalesce(cutover, current_timestamp(6) at time zone 'UTC'),
    started_at = coalesce(started_at, current_timestamp(6) at time zone 'UTC'),
    found = coalesce(found, (
        select coalesce(listagg(name, ','), '')
        from (
            select lower(table_name || '.' || column_name) as name
            from information_schema.columns
            where table_schema = current_schema and lower(table_name) in ('credit_transactions', 'tasks')
            union all
            select lower(index_name)
            from information_schema.indexes
            where table_schema = current_schema and lower(table_name) in ('credit_transactions', 'tasks')
        ) there
        where name in (
            'credit_transactions.expires_at', 'credit_transactions.is_expired', 'credit_transactions.expired_at',
            'tasks.output_duration_seconds', 'tasks.credits_calculated', 'tasks.credits_deducted',
            'idx_credit_transactions_expires_at', 'idx_credit_transactions_is_expired',
            'idx_credit_transactions_expiry_lookup', 'idx_tasks_credits_deducted')))
where cutover is null or started_at is null or found is null;

-- What each balance was and has become. A user with a row here is done, unless a rollback has restored the user, which
-- leaves no batch in the row. The script for support adds to expired_later.
create table if not exists credit_upgrade_balance as
select id as user_id,
    cast(0 as bigint) as batch,
    false as came_later,
    cast(0 as bigint) as credits_before,
    cast(0 as bigint) as received,
    cast(0 as bigint) as spent,
    cast(0 as bigint) as expired,
    cast(0 as bigint) as credits_after,
    cast(0 as bigint) as difference,
    cast(0 as bigint) as expired_later
from users
with no data;

alter table credit_upgrade_balance alter column user_id set not null;

alter table credit_upgrade_balance alter column came_later set default false;

alter table credit_upgrade_balance alter column came_later set not null;

alter table credit_upgrade_balance alter column expired_later set default 0;

alter table credit_upgrade_balance alter column expired_later set not null;

alter table credit_upgrade_balance add constraint if not exists credit_upgrade_balance_pk primary key (user_id);

create index if not exists credit_upgrade_balance_batch on credit_upgrade_balance (batch);

alter table credit_transactions add column if not exists expires_at timestamp(6) with time zone;

alter table credit_transactions add column if not exists is_expired boolean default false not null;

alter table credit_transactions add column if not exists expired_at timestamp(6) with time zone;

alter table tasks add column if not exists output_duration_seconds double precision;

alter table tasks add column if not exists credits_calculated integer;

alter table tasks add column if not exists credits_deducted boolean;

-- The default comes after the column, so that the tasks that are there keep null.
alter table tasks alter column credits_deducted set default false;

create index if not exists idx_credit_transactions_expires_at on credit_transactions (expires_at);

create index if not exists idx_credit_transactions_is_expired on credit_transactions (is_expired);

create index if not exists idx_credit_transactions_expiry_lookup
    on credit_transactions (user_id, is_expired, expires_at);

create index if not exists idx_tasks_credits_deducted on tasks (credits_deducted);

drop table if exists credit_upgrade_counted;

create local temporary table credit_upgrade_counted transactional as
select user_id, came_later, received, spent, expired, credits_after as change from credit_upgrade_balance
with no data;

create index credit_upgrade_counted_user on credit_upgrade_counted (user_id);

-- From here on nothing commits, until the users are moved. One node at a time, and nobody writes to a balance that is being counted.
select version from credit_upgrade for update;

select u.id
from users u
where not exists (select 1 from credit_upgrade_balance b where b.user_id = u.id and b.batch is not null)
for update;

-- A timestamp without a zone is completed by the one that the host names, as text: the session's zone plays no part.
set @credit_upgrade_zone = (
    select case
        when c.data_type like '%WITH TIME ZONE' then ''
        when left(s.zone, 1) in ('+', '-') then s.zone
        else ' ' || s.zone end
    from credit_upgrade s
    join information_schema.columns c
        on c.table_schema = current_schema and lower(c.table_name) = 'credit_transactions'
            and lower(c.column_name) = 'created_at');

update credit_transactions t
set expires_at = (
    select dateadd(
        month,
        s.expiry_months,
        coalesce(
            cast(cast(t.created_at as varchar) || @credit_upgrade_zone as timestamp(6) with time zone),
            s.cutover) at time zone 'UTC')
    from credit_upgrade s)
where amount > 0 and expires_at is null;

insert into credit_upgrade_counted (user_id, came_later, received, spent, expired, change)
select r.user_id,
    r.came_later,
    r.received,
    r.spent,
    case when r.came_later then 0 else greatest(0, r.gone - r.spent) end,
    case
        when r.came_later then 0
        else greatest(0, case r.recalculation
                when 'SUM' then r.received - r.gone - r.spent
                else r.received - greatest(r.spent, r.gone) end
            + case r.unexplained
                when 'KEEP' then greatest(0, coalesce(r.held, 0) - (r.received - r.spent))
                else 0 end)
            - coalesce(r.held, 0)
    end
from (
    select u.id as user_id,
        s.recalculation,
        s.unexplained,
        coalesce(b.came_later, s.moved_at is not null) as came_later,
        u.credits as held,
        coalesce(sum(t.amount) filter (where t.amount > 0), 0) as received,
        coalesce(-sum(t.amount) filter (where t.amount < 0), 0) as spent,
        coalesce(sum(t.amount) filter (where t.amount > 0 and t.expires_at <= s.cutover), 0) as gone
    from users u
    cross join credit_upgrade s
    left join credit_upgrade_balance b on b.user_id = u.id
    left join credit_transactions t on t.user_id = u.id
    where b.batch is null
    group by u.id, u.credits, s.recalculation, s.unexplained, b.came_later, s.moved_at
) r;

-- What had expired since the cutover was given back by the rollback.
update credit_transactions t
set is_expired = false, expired_at = null
where amount > 0 and is_expired and expired_at is distinct from (select s.cutover from credit_upgrade s)
    and exists (select 1 from credit_upgrade_counted c where c.user_id = t.user_id);

-- Those of users that are done, or came later, expire like all that are still in a balance.
update credit_transactions t
set is_expired = true, expired_at = (select s.cutover from credit_upgrade s)
where amount > 0 and not is_expired and expires_at <= (select s.cutover from credit_upgrade s)
    and (
        exists (select 1 from credit_upgrade_counted c where c.user_id = t.user_id and not c.came_later)
        or not exists (select 1 from users u where u.id = t.user_id));

-- One statement both changes the balances and keeps what they were. Nothing is joined to the update, because a join might execute it more than once.
merge into credit_upgrade_balance b
using (
    select u.id,
        u.credits as held,
        (select s.users_done from credit_upgrade s) as batch,
        (select c.came_later from credit_upgrade_counted c where c.user_id = u.id) as came_later,
        (select c.received from credit_upgrade_counted c where c.user_id = u.id) as received,
        (select c.spent from credit_upgrade_counted c where c.user_id = u.id) as spent,
        (select c.expired from credit_upgrade_counted c where c.user_id = u.id) as expired,
        (select c.change from credit_upgrade_counted c where c.user_id = u.id) as change
    from old table (
        update users
        set credits = (
            select case when c.came_later then users.credits else coalesce(users.credits, 0) + c.change end
            from credit_upgrade_counted c
            where c.user_id = users.id)
        where exists (select 1 from credit_upgrade_counted c where c.user_id = users.id)
    ) u
) n
on b.user_id = n.id
when matched then update set
    batch = n.batch,
    credits_before = n.held,
    received = n.received,
    spent = n.spent,
    expired = n.expired,
    credits_after = coalesce(n.held, 0) + n.change,
    difference = -n.change - n.expired,
    expired_later = 0
when not matched then insert (
    user_id, batch, came_later, credits_before, received, spent, expired, credits_after, difference)
values (
    n.id, n.batch, n.came_later, n.held, n.received, n.spent, n.expired,
    coalesce(n.held, 0) + n.change, -n.change - n.expired);

update credit_upgrade
set users_done = (select count(*) from credit_upgrade_balance),
    moved_at = coalesce(moved_at, current_timestamp(6) at time zone 'UTC');

-- Comes after the users, or the hundred credits of whoever signs up meanwhile would count as unexplained. It commits.
alter table users alter column credits set default 100;

update credit_upgrade
set finished_at = coalesce(finished_at, current_timestamp(6) at time zone 'UTC');

drop table if exists credit_upgrade_counted;

set @credit_upgrade_zone = null;
