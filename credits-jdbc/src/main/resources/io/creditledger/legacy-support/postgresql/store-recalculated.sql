-- Stores one user's recalculated balance; recalculate.sql shows it beforehand. A user whom the upgrade has not seen is
-- left alone, and one who was adopted into a ledger; so are all while the upgrade is not finished or is rolled back.
begin isolation level read committed;

-- A rollback of the upgrade waits until this is done.
select version
from credit_upgrade
where finished_at is not null
for share;

select set_config(
    'timezone',
    case when zone ~ '^[+-]' then '<' || zone || '>' || translate(zone, '+-', '-+') else zone end,
    true) as zone
from credit_upgrade;

-- The user is locked in a statement of its own, so that the next ones see what the user's transactions have done.
select credits as credits_before
from users
where id = /*user*/'42'
for no key update;

create temporary table credit_storing on commit drop as
select user_id
from credit_upgrade_balance
where false;

insert into credit_storing (user_id)
select b.user_id
from credit_upgrade_balance b
cross join credit_upgrade s
where b.user_id = /*user*/'42' and s.finished_at is not null;

do $$
begin
    if to_regclass('credit_adopted_account') is not null then
        delete from credit_storing
        where exists (
            select from credit_adopted_account a where a.account_id = cast(user_id as text) collate "C");
    end if;
end $$;

update users
set credits = (
    with account as (
        select b.user_id, s.recalculation, s.cutover,
            coalesce(b.received, 0) as received,
            coalesce(b.spent, 0) as spent,
            coalesce(b.credits_after, 0) as credits_after,
            coalesce(b.credits_after - b.received + b.spent + b.expired, 0) as unexplained
        from credit_upgrade s
        join credit_upgrade_balance b on b.user_id = /*user*/'42'
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
                        and cast(s.created_at as timestamp with time zone) >= r.expired_at))
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
)
where id in (select user_id from credit_storing);

select id as user_id, credits as credits_after
from users
where id = /*user*/'42';

commit;
