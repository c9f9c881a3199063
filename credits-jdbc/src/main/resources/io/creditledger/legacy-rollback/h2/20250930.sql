-- Takes back what the upgrade 20250930 has done to the host's tables, on H2. Each statement may be run again, from the
-- first. Where there was no upgrade, nothing happens: all that is executed then is a setting that changes nothing.

-- An upgrade that was interrupted in this session may have left it.
drop table if exists credit_upgrade_counted;

execute immediate case
    when exists (
        select 1 from information_schema.tables
        where table_schema = current_schema and lower(table_name) = 'credit_upgrade')
    then 'set @credit_upgrade_found = (select found from credit_upgrade)'
    else 'set @credit_upgrade_found = null' end;

-- It waits for a run of the expiry that is under way; those that follow find nothing to do.
execute immediate case
    when exists (
        select 1 from information_schema.tables
        where table_schema = current_schema and lower(table_name) = 'credit_upgrade')
    then 'update credit_upgrade set finished_at = null where finished_at is not null'
    else 'set @credit_upgrade = null' end;

-- Restores the balances: what each was before, and what has moved since. No balance is pushed below zero by that. One
-- statement both changes the balances and marks the rows. What these tell stays there: an upgrade that follows an
-- interrupted rollback begins with the users that are restored by then.
execute immediate case
    when exists (
        select 1 from information_schema.tables
        where table_schema = current_schema and lower(table_name) = 'credit_upgrade_balance')
    then '
        merge into credit_upgrade_balance b
        using (
            select id
            from final table (
                update users u
                set credits = (
                    select case
                        when coalesce(u.credits, k.credits_after) + k.expired_later = k.credits_after
                            then k.credits_before
                        else greatest(
                            least(coalesce(k.credits_before, 0), 0),
                            coalesce(k.credits_before, 0)
                                + coalesce(u.credits, k.credits_after) - k.credits_after + k.expired_later)
                        end
                    from credit_upgrade_balance k
                    where k.user_id = u.id)
                where exists (
                    select 1 from credit_upgrade_balance k where k.user_id = u.id and k.batch is not null))
        ) restored
        on b.user_id = restored.id
        when matched then update set batch = null'
    else 'set @credit_upgrade = null' end;

execute immediate case
    when locate('idx_credit_transactions_expires_at', @credit_upgrade_found) = 0
    then 'drop index if exists idx_credit_transactions_expires_at'
    else 'set @credit_upgrade = null' end;

execute immediate case
    when locate('idx_credit_transactions_is_expired', @credit_upgrade_found) = 0
    then 'drop index if exists idx_credit_transactions_is_expired'
    else 'set @credit_upgrade = null' end;

execute immediate case
    when locate('idx_credit_transactions_expiry_lookup', @credit_upgrade_found) = 0
    then 'drop index if exists idx_credit_transactions_expiry_lookup'
    else 'set @credit_upgrade = null' end;

execute immediate case
    when locate('idx_tasks_credits_deducted', @credit_upgrade_found) = 0
    then 'drop index if exists idx_tasks_credits_deducted'
    else 'set @credit_upgrade = null' end;

execute immediate case
    when locate('credit_transactions.expires_at', @credit_upgrade_found) = 0
    then 'alter table credit_transactions drop column if exists expires_at'
    else 'set @credit_upgrade = null' end;

execute immediate case
    when locate('credit_transactions.is_expired', @credit_upgrade_found) = 0
    then 'alter table credit_transactions drop column if exists is_expired'
    else 'set @credit_upgrade = null' end;

execute immediate case
    when locate('credit_transactions.expired_at', @credit_upgrade_found) = 0
    then 'alter table credit_transactions drop column if exists expired_at'
    else 'set @credit_upgrade = null' end;

execute immediate case
    when locate('tasks.output_duration_seconds', @credit_upgrade_found) = 0
    then 'alter table tasks drop column if exists output_duration_seconds'
    else 'set @credit_upgrade = null' end;

execute immediate case
    when locate('tasks.credits_calculated', @credit_upgrade_found) = 0
    then 'alter table tasks drop column if exists credits_calculated'
    else 'set @credit_upgrade = null' end;

execute immediate case
    when locate('tasks.credits_deducted', @credit_upgrade_found) = 0
    then 'alter table tasks drop column if exists credits_deducted'
    else 'set @credit_upgrade = null' end;

execute immediate case
    when @credit_upgrade_found is not null
    then 'alter table users alter column credits set default 10'
    else 'set @credit_upgrade = null' end;

-- Both at once: an upgrade that found the one without the other would take everybody for somebody who came later.
drop table if exists credit_upgrade, credit_upgrade_balance;

set @credit_upgrade_found = null;
