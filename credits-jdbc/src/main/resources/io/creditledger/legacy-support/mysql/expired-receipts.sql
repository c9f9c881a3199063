-- Receipts that have expired: how many, what they gave, whose they were, what of that expired unspent, and from how many
-- users. What is due has expired too, but the expiry has not been run since.
select count(case when t.is_expired then 1 end) as receipts,
    coalesce(sum(case when t.is_expired then t.amount end), 0) as granted,
    count(distinct case when t.is_expired then t.user_id end) as users,
    count(case when not t.is_expired and t.expires_at <= utc_timestamp(6) then 1 end) as due_receipts,
    coalesce(sum(case when not t.is_expired and t.expires_at <= utc_timestamp(6) then t.amount end), 0) as due,
    (select coalesce(sum(b.expired + b.expired_later), 0) from credit_upgrade_balance b) as expired,
    (select count(*) from credit_upgrade_balance b where b.expired + b.expired_later > 0) as affected
from credit_transactions t
where t.amount > 0;
