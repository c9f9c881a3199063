-- Each user's balance beside what explains it: balance = active + past - spent - expired + difference. What no
-- transaction explains is the difference; the users with the greatest ones come first.
select u.id as user_id,
    coalesce(u.credits, 0) as balance,
    coalesce(t.active, 0) as active,
    coalesce(t.past, 0) as past,
    coalesce(t.spent, 0) as spent,
    coalesce(b.expired + b.expired_later, 0) as expired,
    coalesce(u.credits, 0) - coalesce(t.active + t.past - t.spent, 0) + coalesce(b.expired + b.expired_later, 0)
        as difference
from users u
left join (
    select user_id,
        sum(case when amount > 0 and not is_expired then amount else 0 end) as active,
        sum(case when amount > 0 and is_expired then amount else 0 end) as past,
        sum(case when amount < 0 then -amount else 0 end) as spent
    from credit_transactions
    group by user_id
) t on t.user_id = u.id
left join credit_upgrade_balance b on b.user_id = u.id
order by abs(
        coalesce(u.credits, 0) - coalesce(t.active + t.past - t.spent, 0) + coalesce(b.expired + b.expired_later, 0)) desc,
    u.id
limit /*limit*/100;
