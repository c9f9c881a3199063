-- Users who lost credits because they expired, those who lost most first.
select u.id as user_id,
    u.email,
    coalesce(u.credits, 0) as balance,
    b.expired + b.expired_later as expired,
    min(t.expires_at) as first_expiry
from credit_upgrade_balance b
join users u on u.id = b.user_id
join credit_transactions t on t.user_id = b.user_id and t.amount > 0 and t.is_expired
where b.expired + b.expired_later > 0
group by u.id, u.email, u.credits, b.expired, b.expired_later
order by b.expired + b.expired_later desc, u.id
limit /*limit*/100;
