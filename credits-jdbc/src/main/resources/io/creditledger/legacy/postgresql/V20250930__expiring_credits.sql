-- Gives the credits of a host's own tables (users, credit_transactions, tasks) an expiry, and prepares its tasks for
-- post-payment. Each statement stands alone and may be run again, and none may be in a transaction with others: the
-- data is moved in batches, each of which is committed. Run it with psql -v ON_ERROR_STOP=1, with Flyway, or through
-- LegacyUpgrade.

-- A host that wants other settings makes this table and inserts its row before it runs the script.
-- cutover: the instant at which expiry begins to exist; null is the instant of the first run.
-- found: which of the columns and indexes were there before, to be kept by a rollback; null lets the script look.
-- moved_at: when the last user was moved. Whoever comes later keeps the balance.
create table if not exists credit_upgrade (
    version varchar(16) not null default '20250930',
    expiry_months integer not null default 6,
    zone varchar(64) not null default 'UTC',
    recalculation varchar(8) not null default 'REPLAY',
    unexplained varchar(8) not null default 'DROP',
    batch_size integer not null default 1000,
    cutover timestamptz,
    found varchar(2000),
    users_done bigint not null default 0,
    started_at timestamptz,
    moved_at timestamptz,
    finished_at timestamptz,
    constraint credit_upgrade_pk primary key (version),
    constraint credit_upgrade_version check (version = '20250930'),
    constraint credit_upgrade_months check (expiry_months between 1 and 1200),
    constraint credit_upgrade_recalculation check (recalculation in ('REPLAY', 'SUM')),
    constraint credit_upgrade_unexplained check (unexplained in ('DROP', 'KEEP')),
    constraint credit_upgrade_batch_size check (batch_size > 0)
);

insert into credit_upgrade (version) values ('20250930') on conflict do nothing;

update credit_upgrade
set cutover = coalesce(cutover, now()),
    started_at = coalesce(started_at, now()),
    found = coalesce(found, (
        select coalesce(string_agg(name, ',' order by name), '')
        from (
            select c.relname || '.' || a.attname as name
            from pg_attribute a
            join pg_class c on c.oid = a.attrelid
            where a.attrelid in ('credit_transactions'::regclass, 'tasks'::regclass) and not a.attisdropped
            union all
            select c.relname
            from pg_index i
            join pg_class c on c.oid = i.indexrelid
            where i.indrelid in ('credit_transactions'::regclass, 'tasks'::regclass)
        ) there
        where name in (
            'credit_transactions.expires_at', 'credit_transactions.is_expired', 'credit_transactions.expired_at',
            'tasks.output_duration_seconds', 'tasks.credits_calculated', 'tasks.credits_deducted',
            'idx_credit_transactions_expires_at', 'idx_credit_transactions_is_expired',
            'idx_credit_transactions_expiry_lookup', 'idx_tasks_credits_deducted')))
where cutover is null or started_at is null or found is null;

-- What each balance was and has become. A user with a row here is done, unless a rollback has restored the user, which
-- leaves no batch in the row. The script for support adds to expired_later.
do $$
begin
    execute (
        select format(
            'create table if not exists credit_upgrade_balance (user_id %s%s not null, batch bigint,'
                ' came_later boolean not null default false, credits_before bigint, received bigint, spent bigint, expired bigint, credits_after bigint,'
                ' difference bigint, expired_later bigint not null default 0,'
                ' constraint credit_upgrade_balance_pk primary key (user_id))',
            format_type(a.atttypid, a.atttypmod),
            coalesce(' collate ' || nullif(a.attcollation, 0)::regcollation, ''))
        from pg_attribute a
        where a.attrelid = 'users'::regclass and a.attname = 'id');
end $$;

create index if not exists credit_upgrade_balance_batch on credit_upgrade_balance (batch);

alter table credit_transactions
    add column if not exists expires_at timestamptz,
    add column if not exists is_expired boolean not null default false,
    add column if not exists expired_at timestamptz;

-- The default comes after the column, so that the tasks that are there keep null.
alter table tasks
    add column if not exists output_duration_seconds double precision,
    add column if not exists credits_calculated integer,
    add column if not exists credits_deducted boolean,
    alter column credits_deducted set default false;

-- Large tables get their indexes beforehand, with "create index concurrently", which leaves an invalid one if it fails.
do $$
declare
    broken text;
begin
    select c.relname into broken
    from pg_index i
    join pg_class c on c.oid = i.indexrelid
    where i.indrelid in ('credit_transactions'::regclass, 'tasks'::regclass) and not i.indisvalid
        and c.relname like any (array['idx_credit_transactions_%', 'idx_tasks_credits_deducted']);
    if found then
        raise exception 'the index % is not valid: creating it concurrently has failed or is still under way', broken
            using hint = 'Wait until it is made, or drop it; then run this script again.';
    end if;
end $$;

create index if not exists idx_credit_transactions_expires_at on credit_transactions (expires_at);

create index if not exists idx_credit_transactions_is_expired on credit_transactions (is_expired);

create index if not exists idx_credit_transactions_expiry_lookup
    on credit_transactions (user_id, is_expired, expires_at);

create index if not exists idx_tasks_credits_deducted on tasks (credits_deducted);

-- Moves so many batches of users, or all that are left; each batch is one transaction. The users' rows are locked
-- first, so that what their own transactions have done is seen by the statements that follow.
create or replace procedure credit_upgrade_users(size integer, batches integer) language plpgsql as $$
#variable_conflict use_variable
declare
    upgrade record;
    frontier users.id%type;
    number bigint;
    claimed integer;
    moved integer := 0;
begin
    while batches is null or moved < batches loop
        commit;
        set transaction isolation level read committed;
        perform pg_advisory_xact_lock(20250930, 1);
        perform set_config('plan_cache_mode', 'force_custom_plan', true);
        select * into strict upgrade from credit_upgrade for no key update;
        -- A column without a zone is read in the session's zone. An offset counts westwards there.
        perform set_config(
            'timezone',
            case when upgrade.zone ~ '^[+-]'
                then '<' || upgrade.zone || '>' || translate(upgrade.zone, '+-', '-+')
                else upgrade.zone end,
            true);
        number := upgrade.users_done;

        update credit_upgrade_balance b
        set batch = number, expired_later = 0
        where b.user_id in (
            select r.user_id
            from credit_upgrade_balance r
            where r.batch is null
            limit coalesce(size, upgrade.batch_size));
        get diagnostics claimed = row_count;
        if claimed = 0 then
            select b.user_id into frontier from credit_upgrade_balance b order by b.user_id desc limit 1;
            insert into credit_upgrade_balance (user_id, batch, came_later)
            select u.id, number, upgrade.moved_at is not null
            from users u
            where frontier is null or u.id > frontier
            order by u.id
            limit coalesce(size, upgrade.batch_size);
            get diagnostics claimed = row_count;
        end if;
        if claimed = 0 then
            insert into credit_upgrade_balance (user_id, batch, came_later)
            select u.id, number, upgrade.moved_at is not null
            from users u
            where not exists (select from credit_upgrade_balance b where b.user_id = u.id)
            order by u.id
            limit coalesce(size, upgrade.batch_size);
            get diagnostics claimed = row_count;
        end if;
        exit when claimed = 0;

        perform
        from users u
        join credit_upgrade_balance b on b.user_id = u.id
        where b.batch = number
        order by u.id
        for no key update of u;

        -- What had expired since the cutover was given back by the rollback.
        update credit_transactions t
        set is_expired = false, expired_at = null
        from credit_upgrade_balance b
        where b.batch = number and t.user_id = b.user_id
            and t.amount > 0 and t.is_expired and t.expired_at is distinct from upgrade.cutover;

        -- The receipts of those who came later get an expiry further below.
        update credit_transactions t
        set (expires_at, is_expired, expired_at) = (
            select e.at, e.at <= upgrade.cutover, case when e.at <= upgrade.cutover then upgrade.cutover end
            from (
                select coalesce(
                    t.expires_at,
                    (coalesce(t.created_at::timestamptz, upgrade.cutover) at time zone 'UTC'
                        + make_interval(months => upgrade.expiry_months)) at time zone 'UTC') as at
            ) e)
        from credit_upgrade_balance b
        where b.batch = number and not b.came_later and t.user_id = b.user_id and t.amount > 0;

        with counted as (
            select b.user_id,
                b.came_later,
                max(u.credits) as before,
                coalesce(sum(t.amount) filter (where t.amount > 0), 0) as received,
                coalesce(-sum(t.amount) filter (where t.amount < 0), 0) as spent,
                coalesce(sum(t.amount) filter (where t.amount > 0 and t.expires_at <= upgrade.cutover), 0) as gone
            from credit_upgrade_balance b
            join users u on u.id = b.user_id
            left join credit_transactions t on t.user_id = b.user_id
            where b.batch = number
            group by b.user_id, b.came_later
        ),
        replayed as (
            select c.*,
                case when came_later then 0 else greatest(0, gone - spent) end as expired,
                case
                    when came_later then coalesce(before, 0)
                    else greatest(0, case upgrade.recalculation
                            when 'SUM' then received - gone - spent
                            else received - greatest(spent, gone) end
                        + case upgrade.unexplained
                            when 'KEEP' then greatest(0, coalesce(before, 0) - (received - spent))
                            else 0 end)
                end as after
            from counted c
        )
        update credit_upgrade_balance b
        set credits_before = r.before,
            received = r.received,
            spent = r.spent,
            expired = r.expired,
            credits_after = r.after,
            difference = coalesce(r.before, 0) - r.after - r.expired
        from replayed r
        where b.user_id = r.user_id;

        update users u
        set credits = b.credits_after
        from credit_upgrade_balance b
        where b.batch = number and not b.came_later and u.id = b.user_id
            and u.credits is distinct from b.credits_after;

        update credit_upgrade set users_done = users_done + claimed;
        moved := moved + 1;
    end loop;
    commit;
end $$;

call credit_upgrade_users(null, null);

update credit_upgrade set moved_at = now() where moved_at is null;

-- Comes after the last user, or the hundred credits of whoever signs up meanwhile would count as unexplained.
alter table users alter column credits set default 100;

-- Gives an expiry to the receipts that have none yet: those of nobody, and those that came since their user was done.
-- Those of nobody are marked as well; the others expire like all that are still in a balance.
create or replace procedure credit_upgrade_receipts(size integer) language plpgsql as $$
#variable_conflict use_variable
declare
    upgrade record;
    first_id credit_transactions.id%type;
    next_id credit_transactions.id%type;
begin
    select t.id into first_id from credit_transactions t order by t.id limit 1;
    while first_id is not null loop
        commit;
        set transaction isolation level read committed;
        perform pg_advisory_xact_lock(20250930, 1);
        perform set_config('plan_cache_mode', 'force_custom_plan', true);
        select * into strict upgrade from credit_upgrade;
        perform set_config(
            'timezone',
            case when upgrade.zone ~ '^[+-]'
                then '<' || upgrade.zone || '>' || translate(upgrade.zone, '+-', '-+')
                else upgrade.zone end,
            true);

        select t.id into next_id
        from credit_transactions t
        where t.id >= first_id
        order by t.id
        offset 10 * coalesce(size, upgrade.batch_size)
        limit 1;

        with receipt as (
            select r.id,
                coalesce(
                    r.expires_at,
                    (coalesce(r.created_at::timestamptz, upgrade.cutover) at time zone 'UTC'
                        + make_interval(months => upgrade.expiry_months)) at time zone 'UTC') as expiry,
                exists (select from users u where u.id = r.user_id) as owned
            from credit_transactions r
            where r.id >= first_id and (next_id is null or r.id < next_id)
                and r.amount > 0 and not r.is_expired
        )
        update credit_transactions t
        set expires_at = r.expiry,
            is_expired = not r.owned and r.expiry <= upgrade.cutover,
            expired_at = case when not r.owned and r.expiry <= upgrade.cutover then upgrade.cutover end
        from receipt r
        where t.id = r.id and (t.expires_at is null or (not r.owned and r.expiry <= upgrade.cutover));

        first_id := next_id;
    end loop;
    commit;
end $$;

call credit_upgrade_receipts(null);

update credit_upgrade set finished_at = now() where finished_at is null;

drop procedure if exists credit_upgrade_users(integer, integer);

drop procedure if exists credit_upgrade_receipts(integer);
