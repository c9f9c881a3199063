-- Takes back what the upgrade 20250930 has done to the host's tables. Each statement stands alone and may be run again;
-- the balances are restored in batches, each of which is committed. Where there was no upgrade, nothing happens.

drop procedure if exists credit_upgrade_restore;

drop procedure if exists credit_upgrade_default;

drop procedure if exists credit_upgrade_undo;

delimiter //

-- Restores the balances: what each was before, and what has moved since. No balance is pushed below zero by that.
create procedure credit_upgrade_restore()
begin
    declare only_one varchar(64) default concat('credit_upgrade_', md5(database()));
    declare exit handler for sqlexception
    begin
        rollback;
        do release_lock(only_one);
        resignal;
    end;

    if not coalesce(get_lock(only_one, 31536000), 0) then
        signal sqlstate '45000' set message_text = 'the lock of the upgrade could not be taken';
    end if;
    if 2 = (
        select count(*) from information_schema.tables
        where table_schema = database() and table_name in ('credit_upgrade', 'credit_upgrade_balance')
    ) then
        -- It waits for a run of the expiry that is under way; those that follow find nothing to do. What the rows tell
        -- stays there: an upgrade that follows an interrupted rollback begins with the users that are restored by then.
        update credit_upgrade set finished_at = null where finished_at is not null;
        select concat(
            'update users u join credit_upgrade_balance b on b.user_id = u.id set u.credits = case',
            ' when coalesce(u.credits, b.credits_after) + b.expired_later = b.credits_after then b.credits_before',
            ' else greatest(least(coalesce(b.credits_before, 0), 0), coalesce(b.credits_before, 0)',
            ' + cast(coalesce(u.credits, b.credits_after) as signed) - b.credits_after + b.expired_later) end',
            coalesce(group_concat(concat(', u.`', column_name, '` = u.`', column_name, '`') separator ''), ''),
            ' where b.batch = @credit_upgrade_batch')
        into @credit_upgrade_balances
        from information_schema.columns
        where table_schema = database() and table_name = 'users' and extra like '%on update%';
        prepare credit_upgrade_balances from @credit_upgrade_balances;

        select min(batch) into @credit_upgrade_batch from credit_upgrade_balance;
        while @credit_upgrade_batch is not null do
            commit;
            set transaction isolation level read committed;
            start transaction;
            execute credit_upgrade_balances;
            update credit_upgrade_balance set batch = null where batch = @credit_upgrade_batch;
            commit;
            select min(batch) into @credit_upgrade_batch from credit_upgrade_balance;
        end while;
        deallocate prepare credit_upgrade_balances;
    end if;
    do release_lock(only_one);
end //

create procedure credit_upgrade_default()
begin
    if exists (
        select * from information_schema.tables
        where table_schema = database() and table_name = 'credit_upgrade'
    ) then
        if exists (select * from credit_upgrade where found is not null) then
            alter table users alter column credits set default 10;
        end if;
    end if;
end //

-- Drops a column or an index, unless it was there before the upgrade or is not there now.
create procedure credit_upgrade_undo(in of_table varchar(64), in of_name varchar(64))
begin
    declare is_column boolean default exists (
        select * from information_schema.columns
        where table_schema = database() and table_name = of_table and column_name = of_name);
    declare is_index boolean default exists (
        select * from information_schema.statistics
        where table_schema = database() and table_name = of_table and index_name = of_name);
    if (is_column or is_index) and exists (
        select * from information_schema.tables
        where table_schema = database() and table_name = 'credit_upgrade'
    ) then
        if exists (
            select * from credit_upgrade
            where not find_in_set(if(is_column, concat(of_table, '.', of_name), of_name), found)
        ) then
            set @credit_upgrade = concat(
                'alter table ', of_table, ' drop ', if(is_column, 'column ', 'index '), of_name);
            prepare credit_upgrade from @credit_upgrade;
            execute credit_upgrade;
            deallocate prepare credit_upgrade;
        end if;
    end if;
end //

delimiter ;

call credit_upgrade_restore();

call credit_upgrade_default();

call credit_upgrade_undo('credit_transactions', 'idx_credit_transactions_expires_at');

call credit_upgrade_undo('credit_transactions', 'idx_credit_transactions_is_expired');

call credit_upgrade_undo('credit_transactions', 'idx_credit_transactions_expiry_lookup');

call credit_upgrade_undo('credit_transactions', 'expires_at');

call credit_upgrade_undo('credit_transactions', 'is_expired');

call credit_upgrade_undo('credit_transactions', 'expired_at');

call credit_upgrade_undo('tasks', 'idx_tasks_credits_deducted');

call credit_upgrade_undo('tasks', 'output_duration_seconds');

call credit_upgrade_undo('tasks', 'credits_calculated');

call credit_upgrade_undo('tasks', 'credits_deducted');

drop procedure if exists credit_upgrade_restore;

drop procedure if exists credit_upgrade_default;

drop procedure if exists credit_upgrade_undo;

drop procedure if exists credit_upgrade_column;

drop procedure if exists credit_upgrade_index;

drop procedure if exists credit_upgrade_users;

drop procedure if exists credit_upgrade_receipts;

-- Both at once: an upgrade that found the one without the other would take everybody for somebody who came later.
drop table if exists credit_upgrade, credit_upgrade_balance;
