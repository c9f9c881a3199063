-- Gives the credits of a host's own tables (users, credit_transactions, tasks) an expiry, and prepares its tasks for
-- post-payment, on MariaDB and MySQL. Each statement stands alone and may be run again; the data is moved in batches,
-- each of which is committed. Run it with the mysql client, with Flyway, or through LegacyUpgrade.

-- A host that wants other settings makes this table and inserts its row before it runs the script.
-- cutover: the instant at which expiry begins to exist, in UTC; null is the instant of the first run.
-- found: which of the columns and indexes were there before, to be kept by a rollback; null lets the script look.
-- moved_at: when the last user was moved. Whoever comes later keeps the balance.
create table if not exists credit_upgrade (
    version varchar(16) not null default '20250930',
    expiry_months integer not null default 6,
    zone varchar(64) not null default 'UTC',
    recalculation varchar(8) not null default 'REPLAY',
    unexplained varchar(8) not null default 'DROP',
    batch_size integer not null default 1000,
    cutover datetime(6),
    found varchar(2000),
    users_done bigint not null default 0,
    started_at datetime(6),
    moved_at datetime(6),
    finished_at datetime(6),
    constraint credit_upgrade_pk primary key (version),
    constraint credit_upgrade_version check (version = '20250930'),
    constraint credit_upgrade_months check (expiry_months between 1 and 1200),
    constraint credit_upgrade_recalculation check (recalculation in ('REPLAY', 'SUM')),
    constraint credit_upgrade_unexplained check (unexplained in ('DROP', 'KEEP')),
    constraint credit_upgrade_batch_size check (batch_size > 0)
) engine = InnoDB;

insert into credit_upgrade (version)
select '20250930' from dual where not exists (select * from credit_upgrade);

update credit_upgrade
set cutover = coalesce(cutover, utc_timestamp(6)),
    started_at = coalesce(started_at, utc_timestamp(6)),
    found = coalesce(found, concat_ws(
        ',',
        (select group_concat(concat(table_name, '.', column_name))
         from information_schema.columns
         where table_schema = database() and (
            (table_name = 'credit_transactions' and column_name in ('expires_at', 'is_expired', 'expired_at'))
            or (table_name = 'tasks'
                and column_name in ('output_duration_seconds', 'credits_calculated', 'credits_deducted')))),
        (select group_concat(distinct index_name)
         from information_schema.statistics
         where table_schema = database() and table_name in ('credit_transactions', 'tasks')
            and index_name in (
                'idx_credit_transactions_expires_at', 'idx_credit_transactions_is_expired',
                'idx_credit_transactions_expiry_lookup', 'idx_tasks_credits_deducted'))))
where cutover is null or started_at is null or found is null;

-- What each balance was and has become. A user with a row here is done, unless a rollback has restored the user, which
-- leaves no batch in the row. The script for support adds to expired_later.
set @credit_upgrade = (
    select concat(
        'create table if not exists credit_upgrade_balance (user_id ', column_type,
        coalesce(concat(' character set ', character_set_name, ' collate ', collation_name), ''),
        ' not null, batch bigint, came_later boolean not null default false, credits_before bigint, received bigint, spent bigint, expired bigint,',
        ' credits_after bigint, difference bigint, expired_later bigint not null default 0,',
        ' constraint credit_upgrade_balance_pk primary key (user_id),',
        ' index credit_upgrade_balance_batch (batch)) engine = InnoDB')
    from information_schema.columns
    where table_schema = database() and table_name = 'users' and column_name = 'id');

prepare credit_upgrade from @credit_upgrade;

execute credit_upgrade;

deallocate prepare credit_upgrade;

-- MySQL has no "if not exists" for columns and indexes.
drop procedure if exists credit_upgrade_column;

drop procedure if exists credit_upgrade_index;

delimiter //

create procedure credit_upgrade_column(
    in of_table varchar(64), in of_column varchar(64), in definition varchar(64))
begin
    if not exists (
        select * from information_schema.columns
        where table_schema = database() and table_name = of_table and column_name = of_column
    ) then
        set @credit_upgrade = concat('alter table ', of_table, ' add column ', of_column, ' ', definition);
        prepare credit_upgrade from @credit_upgrade;
        execute credit_upgrade;
        deallocate prepare credit_upgrade;
    end if;
end //

-- An index that the server has made for a foreign key vanishes when another could serve the key as well. Making it
-- again by name, in the same statement, lets it stay.
create procedure credit_upgrade_index(in of_table varchar(64), in of_index varchar(64), in of_columns varchar(128))
begin
    declare foreign_keys varchar(1000);
    if not exists (
        select * from information_schema.statistics
        where table_schema = database() and table_name = of_table and index_name = of_index
    ) then
        select group_concat(concat(
            ', drop index `', s.index_name, '`, add index `', s.index_name, '` (', s.column_name, ')') separator '')
        into foreign_keys
        from information_schema.statistics s
        where s.table_schema = database() and s.table_name = of_table and s.non_unique = 1 and s.seq_in_index = 1
            and s.column_name = substring_index(of_columns, ',', 1)
            and not exists (
                select * from information_schema.statistics o
                where o.table_schema = s.table_schema and o.table_name = s.table_name
                    and o.index_name = s.index_name and o.seq_in_index = 2)
            and exists (
                select * from information_schema.key_column_usage k
                where k.table_schema = s.table_schema and k.table_name = s.table_name
                    and k.column_name = s.column_name and k.referenced_table_name is not null);
        set @credit_upgrade = concat(
            'alter table ', of_table, ' add index ', of_index, ' (', of_columns, ')', coalesce(foreign_keys, ''));
        prepare credit_upgrade from @credit_upgrade;
        execute credit_upgrade;
        deallocate prepare credit_upgrade;
    end if;
end //

delimiter ;

call credit_upgrade_column('credit_transactions', 'expires_at', 'datetime(6) null');

call credit_upgrade_column('credit_transactions', 'is_expired', 'boolean not null default false');

call credit_upgrade_column('credit_transactions', 'expired_at', 'datetime(6) null');

call credit_upgrade_column('tasks', 'output_duration_seconds', 'double null');

call credit_upgrade_column('tasks', 'credits_calculated', 'integer null');

call credit_upgrade_column('tasks', 'credits_deducted', 'boolean null');

-- The default comes after the column, so that the tasks that are there keep null.
alter table tasks alter column credits_deducted set default false;

call credit_upgrade_index('credit_transactions', 'idx_credit_transactions_expires_at', 'expires_at');

call credit_upgrade_index('credit_transactions', 'idx_credit_transactions_is_expired', 'is_expired');

call credit_upgrade_index(
    'credit_transactions', 'idx_credit_transactions_expiry_lookup', 'user_id,is_expired,expires_at');

call credit_upgrade_index('tasks', 'idx_tasks_credits_deducted', 'credits_deducted');

drop procedure if exists credit_upgrade_column;

drop procedure if exists credit_upgrade_index;

drop procedure if exists credit_upgrade_users;

drop procedure if exists credit_upgrade_receipts;

delimiter //

-- Moves so many batches of users, or all that are left; each batch is one transaction. The users' rows are locked
-- first, so that what their own transactions have done is seen by the statements that follow. Statements are made of
-- text where columns of the host would otherwise be written "on update".
create procedure credit_upgrade_users(in size integer, in batches integer)
begin
    declare session_zone varchar(64) default @@session.time_zone;
    declare only_one varchar(64) default concat('credit_upgrade_', md5(database()));
    declare all_moved boolean;
    declare users_in_batch integer;
    declare batch_number bigint;
    declare claimed integer default 1;
    declare moved integer default 0;
    declare exit handler for sqlexception
    begin
        rollback;
        set time_zone = session_zone;
        do release_lock(only_one);
        resignal;
    end;

    if not coalesce(get_lock(only_one, 31536000), 0) then
        signal sqlstate '45000' set message_text = 'the lock of the upgrade could not be taken';
    end if;
    set time_zone = '+00:00';

    -- A timestamp is read in the session's zone, which is UTC now; a datetime is in the zone that the host names.
    select if(c.data_type = 'timestamp' or s.zone in ('UTC', 'Z'), '+00:00', s.zone)
    into @credit_upgrade_zone
    from credit_upgrade s
    join information_schema.columns c
        on c.table_schema = database() and c.table_name = 'credit_transactions' and c.column_name = 'created_at';
    if convert_tz('2025-09-30 00:00:00', @credit_upgrade_zone, '+00:00') is null then
        signal sqlstate '45000' set message_text =
            'the server does not know the zone in credit_upgrade: load its time zone tables, or use an offset like +02:00';
    end if;

    select concat(
        'update credit_upgrade_balance b join credit_upgrade s join credit_transactions t on t.user_id = b.user_id',
        ' set t.is_expired = false, t.expired_at = null',
        coalesce(group_concat(concat(', t.`', column_name, '` = t.`', column_name, '`') separator ''), ''),
        ' where b.batch = ? and t.amount > 0 and t.is_expired and not (t.expired_at <=> s.cutover)')
    into @credit_upgrade_given_back
    from information_schema.columns
    where table_schema = database() and table_name = 'credit_transactions' and extra like '%on update%';
    prepare credit_upgrade_given_back from @credit_upgrade_given_back;

    select concat(
        'update credit_upgrade_balance b join credit_upgrade s join credit_transactions t on t.user_id = b.user_id',
        ' set t.expires_at = coalesce(t.expires_at, date_add(',
        'coalesce(convert_tz(t.created_at, @credit_upgrade_zone, ''+00:00''), s.cutover),',
        ' interval s.expiry_months month))',
        coalesce(group_concat(concat(', t.`', column_name, '` = t.`', column_name, '`') separator ''), ''),
        ' where b.batch = ? and not b.came_later and t.amount > 0 and t.expires_at is null')
    into @credit_upgrade_receipts
    from information_schema.columns
    where table_schema = database() and table_name = 'credit_transactions' and extra like '%on update%';
    prepare credit_upgrade_receipts from @credit_upgrade_receipts;

    select concat(
        'update credit_upgrade_balance b join credit_upgrade s join credit_transactions t on t.user_id = b.user_id',
        ' set t.is_expired = true, t.expired_at = s.cutover',
        coalesce(group_concat(concat(', t.`', column_name, '` = t.`', column_name, '`') separator ''), ''),
        ' where b.batch = ? and not b.came_later and t.amount > 0 and t.expires_at <= s.cutover')
    into @credit_upgrade_expired
    from information_schema.columns
    where table_schema = database() and table_name = 'credit_transactions' and extra like '%on update%';
    prepare credit_upgrade_expired from @credit_upgrade_expired;

    select concat(
        'update users u join credit_upgrade_balance b on b.user_id = u.id set u.credits = b.credits_after',
        coalesce(group_concat(concat(', u.`', column_name, '` = u.`', column_name, '`') separator ''), ''),
        ' where b.batch = ? and not b.came_later and not (u.credits <=> b.credits_after)')
    into @credit_upgrade_balances
    from information_schema.columns
    where table_schema = database() and table_name = 'users' and extra like '%on update%';
    prepare credit_upgrade_balances from @credit_upgrade_balances;

    while claimed > 0 and (batches is null or moved < batches) do
        commit;
        set transaction isolation level read committed;
        start transaction;
        select moved_at is not null, coalesce(size, batch_size), users_done
        into all_moved, users_in_batch, batch_number
        from credit_upgrade
        for update;
        set @credit_upgrade_batch = batch_number;

        update credit_upgrade_balance
        set batch = batch_number, expired_later = 0
        where batch is null
        order by user_id
        limit users_in_batch;
        set claimed = row_count();
        if claimed = 0 then
            set @credit_upgrade_frontier = null;
            select user_id into @credit_upgrade_frontier from credit_upgrade_balance order by user_id desc limit 1;
            if @credit_upgrade_frontier is null then
                insert into credit_upgrade_balance (user_id, batch, came_later)
                select id, batch_number, all_moved from users order by id limit users_in_batch;
            else
                insert into credit_upgrade_balance (user_id, batch, came_later)
                select id, batch_number, all_moved
                from users
                where id > @credit_upgrade_frontier
                order by id
                limit users_in_batch;
            end if;
            set claimed = row_count();
        end if;
        if claimed = 0 then
            insert into credit_upgrade_balance (user_id, batch, came_later)
            select u.id, batch_number, all_moved
            from users u
            left join credit_upgrade_balance b on b.user_id = u.id
            where b.user_id is null
            order by u.id
            limit users_in_batch;
            set claimed = row_count();
        end if;

        if claimed > 0 then
            select count(*) into @credit_upgrade_locked
            from credit_upgrade_balance b
            join users u on u.id = b.user_id
            where b.batch = batch_number
            for update;

            -- What had expired since the cutover was given back by the rollback.
            execute credit_upgrade_given_back using @credit_upgrade_batch;

            -- The receipts of those who came later get an expiry further below.
            execute credit_upgrade_receipts using @credit_upgrade_batch;
            execute credit_upgrade_expired using @credit_upgrade_batch;

            update credit_upgrade_balance b
            join (
                select c.user_id,
                    c.held,
                    c.received,
                    c.spent,
                    if(c.came_later, 0, greatest(0, c.gone - c.spent)) as expired,
                    if(c.came_later, coalesce(c.held, 0), greatest(0, if(c.recalculation = 'SUM',
                            c.received - c.gone - c.spent,
                            c.received - greatest(c.spent, c.gone))
                        + if(c.unexplained = 'KEEP',
                            greatest(0, coalesce(c.held, 0) - (c.received - c.spent)),
                            0))) as remaining
                from (
                    select m.user_id,
                        max(m.came_later) as came_later,
                        max(s.recalculation) as recalculation,
                        max(s.unexplained) as unexplained,
                        cast(max(u.credits) as signed) as held,
                        coalesce(sum(if(t.amount > 0, t.amount, 0)), 0) as received,
                        coalesce(sum(if(t.amount < 0, -t.amount, 0)), 0) as spent,
                        coalesce(sum(if(t.amount > 0 and t.expires_at <= s.cutover, t.amount, 0)), 0) as gone
                    from credit_upgrade_balance m
                    join credit_upgrade s
                    join users u on u.id = m.user_id
                    left join credit_transactions t on t.user_id = m.user_id
                    where m.batch = batch_number
                    group by m.user_id
                ) c
            ) r on r.user_id = b.user_id
            set b.credits_before = r.held,
                b.received = r.received,
                b.spent = r.spent,
                b.expired = r.expired,
                b.credits_after = r.remaining,
                b.difference = coalesce(r.held, 0) - r.remaining - r.expired;

            execute credit_upgrade_balances using @credit_upgrade_batch;
            update credit_upgrade set users_done = users_done + claimed;
            set moved = moved + 1;
        end if;
        commit;
    end while;

    deallocate prepare credit_upgrade_given_back;
    deallocate prepare credit_upgrade_receipts;
    deallocate prepare credit_upgrade_expired;
    deallocate prepare credit_upgrade_balances;
    set time_zone = session_zone;
    do release_lock(only_one);
end //

-- Gives an expiry to the receipts that have none yet: those of nobody, and those that came since their user was done.
-- Those of nobody are marked as well; the others expire like all that are still in a balance.
create procedure credit_upgrade_receipts(in size integer)
begin
    declare session_zone varchar(64) default @@session.time_zone;
    declare only_one varchar(64) default concat('credit_upgrade_', md5(database()));
    declare window_size integer;
    declare exit handler for sqlexception
    begin
        rollback;
        set time_zone = session_zone;
        do release_lock(only_one);
        resignal;
    end;

    if not coalesce(get_lock(only_one, 31536000), 0) then
        signal sqlstate '45000' set message_text = 'the lock of the upgrade could not be taken';
    end if;
    set time_zone = '+00:00';
    select 10 * coalesce(size, s.batch_size),
        if(c.data_type = 'timestamp' or s.zone in ('UTC', 'Z'), '+00:00', s.zone)
    into window_size, @credit_upgrade_zone
    from credit_upgrade s
    join information_schema.columns c
        on c.table_schema = database() and c.table_name = 'credit_transactions' and c.column_name = 'created_at';

    select concat(
        'update credit_upgrade s join credit_transactions t set t.expires_at = date_add(',
        'coalesce(convert_tz(t.created_at, @credit_upgrade_zone, ''+00:00''), s.cutover),',
        ' interval s.expiry_months month)',
        coalesce(group_concat(concat(', t.`', column_name, '` = t.`', column_name, '`') separator ''), ''),
        ' where t.id >= @credit_upgrade_first and t.amount > 0 and t.expires_at is null')
    into @credit_upgrade_receipts
    from information_schema.columns
    where table_schema = database() and table_name = 'credit_transactions' and extra like '%on update%';
    prepare credit_upgrade_receipts from @credit_upgrade_receipts;
    set @credit_upgrade_receipts = concat(@credit_upgrade_receipts, ' and t.id < @credit_upgrade_next');
    prepare credit_upgrade_receipts_between from @credit_upgrade_receipts;

    select concat(
        'update credit_upgrade s join credit_transactions t left join users u on u.id = t.user_id',
        ' set t.is_expired = true, t.expired_at = s.cutover',
        coalesce(group_concat(concat(', t.`', column_name, '` = t.`', column_name, '`') separator ''), ''),
        ' where t.id >= @credit_upgrade_first and u.id is null and t.amount > 0 and not t.is_expired',
        ' and t.expires_at <= s.cutover')
    into @credit_upgrade_expired
    from information_schema.columns
    where table_schema = database() and table_name = 'credit_transactions' and extra like '%on update%';
    prepare credit_upgrade_expired from @credit_upgrade_expired;
    set @credit_upgrade_expired = concat(@credit_upgrade_expired, ' and t.id < @credit_upgrade_next');
    prepare credit_upgrade_expired_between from @credit_upgrade_expired;

    set @credit_upgrade_first = null;
    select id into @credit_upgrade_first from credit_transactions order by id limit 1;
    while @credit_upgrade_first is not null do
        commit;
        set transaction isolation level read committed;
        set @credit_upgrade_next = null;
        select id into @credit_upgrade_next
        from credit_transactions
        where id >= @credit_upgrade_first
        order by id
        limit window_size, 1;
        commit;
        set transaction isolation level read committed;
        start transaction;
        if @credit_upgrade_next is null then
            execute credit_upgrade_receipts;
            execute credit_upgrade_expired;
        else
            execute credit_upgrade_receipts_between;
            execute credit_upgrade_expired_between;
        end if;
        commit;
        set @credit_upgrade_first = @credit_upgrade_next;
    end while;

    deallocate prepare credit_upgrade_receipts;
    deallocate prepare credit_upgrade_receipts_between;
    deallocate prepare credit_upgrade_expired;
    deallocate prepare credit_upgrade_expired_between;
    set time_zone = session_zone;
    do release_lock(only_one);
end //

delimiter ;

call credit_upgrade_users(null, null);

update credit_upgrade set moved_at = utc_timestamp(6) where moved_at is null;

-- Comes after the last user, or the hundred credits of whoever signs up meanwhile would count as unexplained.
alter table users alter column credits set default 100;

call credit_upgrade_receipts(null);

update credit_upgrade set finished_at = utc_timestamp(6) where finished_at is null;

drop procedure if exists credit_upgrade_users;

drop procedure if exists credit_upgrade_receipts;
