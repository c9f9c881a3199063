-- Runs the expiry: receipts without an expiry date get one, those that are due are marked as expired, and what was still
-- unspent of them is taken off their users' balances. Run it once a day, and again while users_left is not 0. Twice does
-- no harm, and the product may go on: it waits for the users of a run at most.
-- Users who were adopted into a ledger are left to the ledger's own expiry.
set @credit_zone = (
    select case
        when c.data_type like '%WITH TIME ZONE' then ''
        when left(s.zone, 1) in ('+', '-') then s.zone
        else ' ' || s.zone end
    from credit_upgrade s
    join information_schema.columns c
        on c.table_schema = current_schema and lower(c.table_name) = 'credit_transactions'
            and lower(c.column_name) = 'created_at');

drop table if exists credit_adopted;

create local temporary table credit_adopted as
select user_id from credit_upgrade_balance
with no data;

create index credit_adopted_user on credit_adopted (user_id);

-- Made of text, because most databases have no ledger and no such table.
execute immediate case
    when exists (
        select 1 from information_schema.tables
        where table_schema = current_schema and lower(table_name) = 'credit_adopted_account')
    then '
        insert into credit_adopted (user_id)
        select distinct t.user_id
        from credit_transactions t
        join credit_adopted_account a on a.account_id = cast(t.user_id as varchar)
        where t.amount > 0 and not t.is_expired and (t.expires_at is null or t.expires_at <= current_timestamp(6))'
    else 'set @credit_adopted = null' end;

update credit_transactions t
set expires_at = (
    select dateadd(
        month,
        s.expiry_months,
        coalesce(
            cast(cast(t.created_at as varchar) || @credit_zone as timestamp(6) with time zone),
            current_timestamp(6)) at time zone 'UTC')
    from credit_upgrade s)
where t.amount > 0 and t.expires_at is null
    and (select s.finished_at from credit_upgrade s) is not null
    and not exists (select 1 from credit_adopted a where a.user_id = t.user_id);

drop table if exists credit_expiring;

create local temporary table credit_expiring as
select user_id, credits_before as balance, received, spent, credits_before as kept, credits_before as active,
    credits_before as due, credits_before as receipts, credits_before as lost
from credit_upgrade_balance
with no data;

begin;

-- A rollback of the upgrade waits until this is done, or has begun, and then there is nothing to do.
-- On H2 other runs wait as well.
select version
from credit_upgrade
where finished_at is not null
for update;

insert into credit_expiring (user_id)
select t.user_id
from credit_transactions t
cross join credit_upgrade s
where s.finished_at is not null and t.amount > 0 and not t.is_expired and t.expires_at <= current_timestamp(6)
    and t.user_id is not null
    and not exists (select 1 from credit_adopted a where a.user_id = t.user_id)
group by t.user_id
order by t.user_id
limit /*users*/1000;

-- The users are locked in a statement of their own, so that the next ones see what their transactions have done.
-- On H2 the time stands still meanwhile: what is spent between the begin and the lock is dated after the expiry.
select u.id
from users u
where u.id in (select user_id from credit_expiring)
order by u.id
for update;

update credit_expiring e
set balance = (select coalesce(u.credits, 0) from users u where u.id = e.user_id),
    received = (
        select coalesce(sum(t.amount), 0) from credit_transactions t where t.user_id = e.user_id and t.amount > 0),
    spent = (
        select coalesce(-sum(t.amount), 0) from credit_transactions t where t.user_id = e.user_id and t.amount < 0),
    active = (
        select coalesce(sum(t.amount), 0)
        from credit_transactions t
        where t.user_id = e.user_id and t.amount > 0 and not t.is_expired),
    due = (
        select coalesce(sum(t.amount), 0)
        from credit_transactions t
        where t.user_id = e.user_id and t.amount > 0 and not t.is_expired and t.expires_at <= current_timestamp(6)),
    receipts = (
        select count(*)
        from credit_transactions t
        where t.user_id = e.user_id and t.amount > 0 and not t.is_expired and t.expires_at <= current_timestamp(6));

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
    when (select s.recalculation from credit_upgrade s) = 'SUM' then greatest(0, least(due, balance - kept))
    else greatest(0, due - greatest(0, active + kept - balance))
    end;

update users u
set credits = credits - (select e.lost from credit_expiring e where e.user_id = u.id)
where u.id in (select e.user_id from credit_expiring e where e.lost > 0);

update credit_upgrade_balance b
set expired_later = expired_later + (select e.lost from credit_expiring e where e.user_id = b.user_id)
where b.user_id in (select e.user_id from credit_expiring e where e.lost > 0);

update credit_transactions t
set is_expired = true, expired_at = current_timestamp(6) at time zone 'UTC'
where t.amount > 0 and not t.is_expired and t.expires_at <= current_timestamp(6)
    and (t.user_id in (select e.user_id from credit_expiring e)
        or t.user_id is null and (select s.finished_at from credit_upgrade s) is not null);

select count(*) as users,
    coalesce(sum(receipts), 0) as receipts,
    coalesce(sum(lost), 0) as expired,
    (select count(distinct t.user_id)
     from credit_transactions t
     where t.amount > 0 and not t.is_expired and t.expires_at <= current_timestamp(6)
        and not exists (select 1 from credit_adopted a where a.user_id = t.user_id)) as users_left
from credit_expiring;

commit;

drop table credit_expiring;

drop table credit_adopted;

set @credit_zone = null;
