-- Runs the expiry: receipts without an expiry date get one, those that are due are marked as expired, and what was still
-- unspent of them is taken off their users' balances. Run it once a day, and again while users_left is not 0. Twice does
-- no harm, and the product may go on: it waits for the users of a run at most.
-- Users who were adopted into a ledger are left to the ledger's own expiry.
set @credit_now = utc_timestamp(6);

set @credit_zone = (
    select if(c.data_type = 'timestamp', null, if(s.zone in ('UTC', 'Z'), '+00:00', s.zone))
    from credit_upgrade s
    join information_schema.columns c
        on c.table_schema = database() and c.table_name = 'credit_transactions' and c.column_name = 'created_at');

drop temporary table if exists credit_expiring;

drop temporary table if exists credit_adopted;

create temporary table credit_expiring as
select user_id, credits_before as balance, received, spent, credits_before as kept, credits_before as active,
    credits_before as due, credits_before as receipts, credits_before as lost
from credit_upgrade_balance
where false;

create temporary table credit_adopted (primary key (user_id)) as
select user_id
from credit_upgrade_balance
where false;

-- Made of text, because most databases have no ledger and no such table.
set @credit_statement = coalesce((
    select concat(
        'insert into credit_adopted (user_id) select distinct t.user_id from credit_transactions t',
        ' join credit_adopted_account a on a.account_id = convert(t.user_id using utf8mb4) collate ', collation_name,
        ' where t.amount > 0 and not t.is_expired and (t.expires_at is null or t.expires_at <= @credit_now)')
    from information_schema.columns
    where table_schema = database() and table_name = 'credit_adopted_account' and column_name = 'account_id'),
    'do 0');

prepare credit_adopted_before from @credit_statement;

execute credit_adopted_before;

deallocate prepare credit_adopted_before;

-- Statements are made of text where columns of the host would otherwise be written "on update".
set @credit_transaction_stays = (
    select coalesce(group_concat(concat(', t.`', column_name, '` = t.`', column_name, '`') separator ''), '')
    from information_schema.columns
    where table_schema = database() and table_name = 'credit_transactions' and extra like '%on update%');

set @credit_user_stays = (
    select coalesce(group_concat(concat(', u.`', column_name, '` = u.`', column_name, '`') separator ''), '')
    from information_schema.columns
    where table_schema = database() and table_name = 'users' and extra like '%on update%');

set @credit_statement = concat(
    'update credit_transactions t join credit_upgrade s set t.expires_at = date_add(',
    'case when t.created_at is null then @credit_now',
    ' when @credit_zone is null then timestamp ''1970-01-01 00:00:00'' + interval unix_timestamp(t.created_at) second',
    ' else convert_tz(t.created_at, @credit_zone, ''+00:00'') end, interval s.expiry_months month)',
    @credit_transaction_stays,
    ' where s.finished_at is not null and t.amount > 0 and t.expires_at is null',
    ' and not exists (select 1 from credit_adopted a where a.user_id = t.user_id)');

prepare credit_dating from @credit_statement;

set @credit_statement = concat(
    'update users u join credit_expiring e on e.user_id = u.id set u.credits = u.credits - e.lost',
    @credit_user_stays,
    ' where e.lost > 0');

prepare credit_taking from @credit_statement;

set @credit_statement = concat(
    'update credit_transactions t join credit_expiring e on e.user_id = t.user_id',
    ' set t.is_expired = true, t.expired_at = @credit_marked',
    @credit_transaction_stays,
    ' where t.amount > 0 and not t.is_expired and t.expires_at <= @credit_now');

prepare credit_marking from @credit_statement;

set @credit_statement = concat(
    'update credit_transactions t join credit_upgrade s set t.is_expired = true, t.expired_at = @credit_marked',
    @credit_transaction_stays,
    ' where s.finished_at is not null and t.user_id is null and t.amount > 0 and not t.is_expired',
    ' and t.expires_at <= @credit_now');

prepare credit_marking_of_nobody from @credit_statement;

set transaction isolation level read committed;

execute credit_dating;

set transaction isolation level read committed;

start transaction;

-- A rollback of the upgrade waits until this is done, or has begun, and then there is nothing to do.
select version
from credit_upgrade
where finished_at is not null
lock in share mode;

insert into credit_expiring (user_id)
select t.user_id
from credit_transactions t
cross join credit_upgrade s
where s.finished_at is not null and t.amount > 0 and not t.is_expired and t.expires_at <= @credit_now
    and t.user_id is not null
    and not exists (select 1 from credit_adopted a where a.user_id = t.user_id)
group by t.user_id
order by t.user_id
limit /*users*/1000;

-- The users are locked in a statement of their own, so that the next ones see what their transactions have done.
select count(*) as users
from users u
where u.id in (select user_id from credit_expiring)
for update;

-- What was spent before the users were locked was spent before the expiry, and what is spent after it, after it.
set @credit_marked = utc_timestamp(6);

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
        where t.user_id = e.user_id and t.amount > 0 and not t.is_expired and t.expires_at <= @credit_now),
    receipts = (
        select count(*)
        from credit_transactions t
        where t.user_id = e.user_id and t.amount > 0 and not t.is_expired and t.expires_at <= @credit_now);

-- A user who came after the upgrade is seen for the first time; what no transaction explains is kept.
insert into credit_upgrade_balance (
    user_id, batch, came_later, credits_before, received, spent, expired, credits_after, difference)
select u.id, -1, true, u.credits, e.received, e.spent, 0, e.balance, 0
from credit_expiring e
join users u on u.id = e.user_id
where not exists (select 1 from credit_upgrade_balance b where b.user_id = e.user_id);

-- What the upgrade has kept without an explanation never expires, and is spent last.
update credit_expiring e
join credit_upgrade_balance b on b.user_id = e.user_id
cross join credit_upgrade s
set e.kept = case s.recalculation
        when 'SUM' then b.credits_after - greatest(0, b.received - b.spent - (
            select coalesce(sum(t.amount), 0)
            from credit_transactions t
            where t.user_id = b.user_id and t.amount > 0 and t.is_expired and t.expired_at <= s.cutover))
        else greatest(0, b.credits_after - b.received + b.spent + b.expired - greatest(0, b.spent - b.received))
        end;

-- First in, first out: what is gone of the active receipts is gone from the front, where those stand that are due. What
-- is gone is told by the balance. Receipts of nobody are in no balance.
update credit_expiring e
cross join credit_upgrade s
set e.lost = case
    when e.balance is null then 0
    when s.recalculation = 'SUM' then greatest(0, least(e.due, e.balance - e.kept))
    else greatest(0, e.due - greatest(0, e.active + e.kept - e.balance))
    end;

execute credit_taking;

update credit_upgrade_balance b
join credit_expiring e on e.user_id = b.user_id
set b.expired_later = b.expired_later + e.lost
where e.lost > 0;

execute credit_marking;

execute credit_marking_of_nobody;

select count(*) as users,
    coalesce(sum(receipts), 0) as receipts,
    coalesce(sum(lost), 0) as expired,
    (select count(distinct t.user_id)
     from credit_transactions t
     where t.amount > 0 and not t.is_expired and t.expires_at <= @credit_now
        and not exists (select 1 from credit_adopted a where a.user_id = t.user_id)) as users_left
from credit_expiring;

commit;

deallocate prepare credit_dating;

deallocate prepare credit_taking;

deallocate prepare credit_marking;

deallocate prepare credit_marking_of_nobody;

drop temporary table credit_expiring;

drop temporary table credit_adopted;
