-- Runs the expiry: receipts without an expiry date get one, those that are due are marked as expired, and what was still
-- unspent of them is taken off their users' balances. Run it once a day, and again while users_left is not 0. Twice does
-- no harm, and the product may go on: it waits for the users of a run at most.
-- Users who were adopted into a ledger are left to the ledger's own expiry.
drop table if exists pg_temp.credit_adopted;

create temporary table credit_adopted as
select user_id
from credit_upgrade_balance
where false;

do $$
begin
    if to_regclass('credit_adopted_account') is not null then
        insert into credit_adopted (user_id)
        select distinct t.user_id
        from credit_transactions t
        join credit_adopted_account a on a.account_id = cast(t.user_id as text) collate "C"
        where t.amount > 0 and not t.is_expired and (t.expires_at is null or t.expires_at <= now());
    end if;
end $$;

begin isolation level read committed;

select set_config(
    'timezone',
    case when zone ~ '^[+-]' then '<' || zone || '>' || translate(zone, '+-', '-+') else zone end,
    true) as zone
from credit_upgrade;

update credit_transactions t
set expires_at =
    (coalesce(cast(t.created_at as timestamp with time zone), now()) at time zone 'UTC'
        + make_interval(months => s.expiry_months)) at time zone 'UTC'
from credit_upgrade s
where s.finished_at is not null and t.amount > 0 and t.expires_at is null
    and not exists (select 1 from credit_adopted a where a.user_id = t.user_id);

commit;

begin isolation level read committed;

-- A rollback of the upgrade waits until this is done, or has begun, and then there is nothing to do.
select version
from credit_upgrade
where finished_at is not null
for share;

select set_config(
    'timezone',
    case when zone ~ '^[+-]' then '<' || zone || '>' || translate(zone, '+-', '-+') else zone end,
    true) as zone
from credit_upgrade;

create temporary table credit_expiring on commit drop as
select user_id, credits_before as balance, received, spent, credits_before as kept, credits_before as active,
    credits_before as due, credits_before as receipts, credits_before as lost
from credit_upgrade_balance
where false;

insert into credit_expiring (user_id)
select t.user_id
from credit_transactions t
cross join credit_upgrade s
where s.finished_at is not null and t.amount > 0 and not t.is_expired and t.expires_at <= now()
    and t.user_id is not null
    and not exists (select 1 from credit_adopted a where a.user_id = t.user_id)
group by t.user_id
order by t.user_id
limit /*users*/1000;

-- The users are locked in a statement of their own, so that the next ones see what their transactions have done.
select count(*) as users
from (
    select u.id
    from users u
    where u.id in (select user_id from credit_expiring)
    order by u.id
    for no key update
) locked;

-- What was spent before the users were locked was spent before the expiry, and what is spent after it, after it.
create temporary table credit_marking on commit drop as
select clock_timestamp() as at;

update credit_expiring e
set balance = (select coalesce(u.credits, 0) from users u where u.id = e.user_id),
    (received, spent, active, due, receipts) = (
        select coalesce(sum(t.amount) filter (where t.amount > 0), 0),
            coalesce(-sum(t.amount) filter (where t.amount < 0), 0),
            coalesce(sum(t.amount) filter (where t.amount > 0 and not t.is_expired), 0),
            coalesce(sum(t.amount) filter (where t.amount > 0 and not t.is_expired and t.expires_at <= now()), 0),
            count(*) filter (where t.amount > 0 and not t.is_expired and t.expires_at <= now())
        from credit_transactions t
        where t.user_id = e.user_id);

-- A user who came after the upgrade is seen for the first time; what no transaction explains is kept.
insert into credit_upgrade_balance (
    user_id, batch, came_later, credits_before, received, spent, expired, credits_after, difference)
select u.id, -1, true, u.credits, e.received, e.spent, 0, e.balance, 0
from credit_expiring e
join users u on u.id = e.user_id
where not exists (select 1 from credit_upgrade_balance b where b.user_id = e.user_id);

-- What the upgrade has kept without an explanation never expires, and is spent last.
update credit_expiring e
set kept = (
    select case s.recalculation
        when 'SUM' then b.credits_after - greatest(0, b.received - b.spent - (
            select coalesce(sum(t.amount), 0)
            from credit_transactions t
            where t.user_id = b.user_id and t.amount > 0 and t.is_expired and t.expired_at <= s.cutover))
        else greatest(0, b.credits_after - b.received + b.spent + b.expired - greatest(0, b.spent - b.received))
        end
    from credit_upgrade_balance b
    cross join credit_upgrade s
    where b.user_id = e.user_id);

-- First in, first out: what is gone of the active receipts is gone from the front, where those stand that are due. What
-- is gone is told by the balance. Receipts of nobody are in no balance.
update credit_expiring e
set lost = case
    when balance is null then 0
    when s.recalculation = 'SUM' then greatest(0, least(due, balance - kept))
    else greatest(0, due - greatest(0, active + kept - balance))
    end
from credit_upgrade s;

update users u
set credits = u.credits - e.lost
from credit_expiring e
where u.id = e.user_id and e.lost > 0;

update credit_upgrade_balance b
set expired_later = b.expired_later + e.lost
from credit_expiring e
where b.user_id = e.user_id and e.lost > 0;

update credit_transactions t
set is_expired = true, expired_at = (select m.at from credit_marking m)
from credit_expiring e
where t.user_id = e.user_id and t.amount > 0 and not t.is_expired and t.expires_at <= now();

update credit_transactions t
set is_expired = true, expired_at = (select m.at from credit_marking m)
from credit_upgrade s
where s.finished_at is not null and t.user_id is null and t.amount > 0 and not t.is_expired and t.expires_at <= now();

select count(*) as users,
    coalesce(sum(receipts), 0) as receipts,
    coalesce(sum(lost), 0) as expired,
    (select count(distinct t.user_id)
     from credit_transactions t
     where t.amount > 0 and not t.is_expired and t.expires_at <= now()
        and not exists (select 1 from credit_adopted a where a.user_id = t.user_id)) as users_left
from credit_expiring;

commit;

drop table pg_temp.credit_adopted;
