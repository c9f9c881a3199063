-- Stores one user's recalculated balance; recalculate.sql shows it beforehand. A user whom the upgrade has not seen is
-- left alone, and one who was adopted into a ledger; so are all while the upgrade is not finished or is rolled back.
set transaction isolation level read committed;

start transaction;

-- A rollback of the upgrade waits until this is done.
select version
from credit_upgrade
where finished_at is not null
lock in share mode;

-- The user is locked in a statement of its own, so that the next ones see what the user's transactions have done.
select credits as credits_before
from users
where id = /*user*/'42'
for update;

-- Made of text, because most databases have no ledger and no such table.
set @credit_statement = coalesce((
    select concat(
        'set @credit_adopted = (select count(*) from users u',
        ' join credit_adopted_account a on a.account_id = convert(u.id using utf8mb4) collate ', collation_name,
        ' where u.id = ', quote(/*user*/'42'), ')')
    from information_schema.columns
    where table_schema = database() and table_name = 'credit_adopted_account' and column_name = 'account_id'),
    'set @credit_adopted = 0');

prepare credit_adopted_before from @credit_statement;

execute credit_adopted_before;

deallocate prepare credit_adopted_before;

set @credit_recalculated = (
    with account as (
        select b.user_id, s.recalculation, s.cutover,
            c.data_type = 'timestamp' as is_timestamp,
            if(s.zone in ('UTC', 'Z'), '+00:00', s.zone) as zone,
            coalesce(b.received, 0) as received,
            coalesce(b.spent, 0) as spent,
            coalesce(b.credits_after, 0) as credits_after,
            coalesce(b.credits_after - b.received + b.spent + b.expired, 0) as unexplained
        from credit_upgrade s
        join information_schema.columns c
            on c.table_schema = database() and c.table_name = 'credit_transactions' and c.column_name = 'created_at'
        join credit_upgrade_balance b on b.user_id = /*user*/'42'
        where s.finished_at is not null and @credit_adopted = 0
    ),
    -- Of what nothing explained at the upgrade, spending without a receipt was forgiven, and the rest was kept.
    settled as (
        select a.*, least(unexplained, greatest(0, spent - received)) as forgiven
        from account a
    ),
    total as (
        select coalesce(sum(case when t.amount > 0 then t.amount end), 0) as received,
            coalesce(sum(case when t.amount < 0 then -t.amount end), 0) as spent
        from account a
        join credit_transactions t on t.user_id = a.user_id
    ),
    receipt as (
        select t.amount, t.is_expired,
            coalesce(t.expired_at, t.expires_at) as expired_at,
            sum(t.amount) over (order by case when t.expires_at is null then 1 else 0 end, t.expires_at) as reach
        from account a
        join credit_transactions t on t.user_id = a.user_id
        where t.amount > 0
    ),
    -- What is gone reaches at least to the end of what has expired, and as much further as was spent since.
    gone as (
        select coalesce(sum(r.amount), 0) as amount,
            coalesce(sum(case when r.is_expired and r.expired_at <= a.cutover then r.amount end), 0) as amount_at_cutover,
            coalesce(max(r.reach + case
                when r.expired_at <= a.cutover then t.spent - a.spent
                else least(t.spent - a.spent, (
                    select coalesce(-sum(s.amount), 0)
                    from credit_transactions s
                    where s.user_id = a.user_id and s.amount < 0
                        and case when a.is_timestamp
                            then timestamp '1970-01-01 00:00:00' + interval unix_timestamp(s.created_at) second
                            else convert_tz(s.created_at, a.zone, '+00:00') end >= r.expired_at))
                end), 0) as reach
        from account a
        cross join total t
        join receipt r on r.is_expired
    ),
    result as (
        select case s.recalculation
                when 'SUM' then greatest(0, t.received - g.amount - t.spent)
                    + s.credits_after - greatest(0, s.received - g.amount_at_cutover - s.spent)
                else greatest(0, t.received + s.unexplained - s.forgiven - greatest(t.spent - s.forgiven, g.reach))
                end as recalculated,
            t.received - g.amount as active, g.amount as past, t.spent
        from settled s
        cross join total t
        cross join gone g
    )
    select recalculated
    from result
);

-- Made of text, because columns of the host would otherwise be written "on update".
set @credit_statement = (
    select concat(
        'update users u set u.credits = @credit_recalculated',
        coalesce(group_concat(concat(', u.`', column_name, '` = u.`', column_name, '`') separator ''), ''),
        ' where u.id = ', quote(/*user*/'42'), ' and @credit_recalculated is not null')
    from information_schema.columns
    where table_schema = database() and table_name = 'users' and extra like '%on update%');

prepare credit_storing from @credit_statement;

execute credit_storing;

deallocate prepare credit_storing;

select id as user_id, credits as credits_after
from users
where id = /*user*/'42';

commit;
