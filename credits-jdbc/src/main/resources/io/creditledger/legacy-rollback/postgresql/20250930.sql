-- Takes back what the upgrade 20250930 has done to the host's tables. Each statement stands alone and may be run again;
-- the balances are restored in batches, each of which is committed. Where there was no upgrade, nothing happens.

-- Restores the balances: what each was before, and what has moved since. No balance is pushed below zero by that.
create or replace procedure credit_upgrade_restore() language plpgsql as $$
#variable_conflict use_variable
declare
    number bigint;
begin
    if to_regclass('credit_upgrade') is null or to_regclass('credit_upgrade_balance') is null then
        return;
    end if;
    -- It waits for a run of the expiry that is under way; those that follow find nothing to do. What the rows tell stays
    -- there: an upgrade that follows an interrupted rollback begins with the users that are restored by then.
    update credit_upgrade set finished_at = null where finished_at is not null;
    loop
        commit;
        set transaction isolation level read committed;
        perform pg_advisory_xact_lock(20250930, 1);

        select min(b.batch) into number from credit_upgrade_balance b;
        exit when number is null;

        perform
        from users u
        join credit_upgrade_balance b on b.user_id = u.id
        where b.batch = number
        order by u.id
        for no key update of u;

        update users u
        set credits = case
            when coalesce(u.credits, b.credits_after) + b.expired_later = b.credits_after then b.credits_before
            else greatest(
                least(coalesce(b.credits_before, 0), 0),
                coalesce(b.credits_before, 0)
                    + coalesce(u.credits, b.credits_after) - b.credits_after + b.expired_later)
            end
        from credit_upgrade_balance b
        where b.batch = number and u.id = b.user_id;

        update credit_upgrade_balance b set batch = null where b.batch = number;
    end loop;
    commit;
end $$;

call credit_upgrade_restore();

drop procedure if exists credit_upgrade_restore();

drop procedure if exists credit_upgrade_users(integer, integer);

drop procedure if exists credit_upgrade_receipts(integer);

-- One transaction, because the table that tells what was there before goes with the rest.
do $$
declare
    keep text[];
    item text;
begin
    if to_regclass('credit_upgrade') is null then
        return;
    end if;
    -- Whoever still looks at it is waited for, before anything else is locked.
    lock table credit_upgrade in access exclusive mode;
    select string_to_array(u.found, ',') into keep from credit_upgrade u;
    if keep is not null then
        foreach item in array array[
            'idx_credit_transactions_expires_at', 'idx_credit_transactions_is_expired',
            'idx_credit_transactions_expiry_lookup', 'idx_tasks_credits_deducted']
        loop
            if item <> all (keep) then
                execute format('drop index if exists %I', item);
            end if;
        end loop;
        foreach item in array array[
            'credit_transactions.expires_at', 'credit_transactions.is_expired', 'credit_transactions.expired_at',
            'tasks.output_duration_seconds', 'tasks.credits_calculated', 'tasks.credits_deducted']
        loop
            if item <> all (keep) then
                execute format(
                    'alter table %I drop column if exists %I', split_part(item, '.', 1), split_part(item, '.', 2));
            end if;
        end loop;
        alter table users alter column credits set default 10;
    end if;
    drop table if exists credit_upgrade_balance;
    drop table credit_upgrade;
end $$;
