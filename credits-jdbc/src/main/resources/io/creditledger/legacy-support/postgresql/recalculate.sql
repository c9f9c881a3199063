-- What one user's balance would be, recalculated from the transactions by the settings of the upgrade, beside the stored
-- one. Credits are spent first in, first out; what is due counts until a run of the expiry marks it. A user whom the
-- upgrade has not seen began with credits that no transaction tells: is_known is false, and the difference may be just
-- those.
begin;

select set_config(
    'timezone',
    case when zone ~ '^[+-]' then '<' || zone || '>' || translate(zone, '+-', '-+') else zone end,
    true) as zone
from credit_upgrade;

with account as (
    select u.id as user_id, s.recalculation, s.cutover,
        coalesce(b.received, 0) as received,
        coalesce(b.spent, 0) as spent,
        coalesce(b.credits_after, 0) as credits_after,
        coalesce(b.credits_after - b.received + b.spent + b.expired, 0) as unexplained
    from users u
    cross join credit_upgrade s
    left join credit_upgrade_balance b on b.user_id = u.id
    where u.id = /*user*/'42'
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
select u.id as user_id, u.email,
    coalesce(u.credits, 0) as stored,
    r.recalculated,
    coalesce(u.credits, 0) - r.recalculated as difference,
    r.active, r.past, r.spent,
    exists (select 1 from credit_upgrade_balance b where b.user_id = u.id) as is_known
from result r
join users u on u.id = /*user*/'42';

commit;
