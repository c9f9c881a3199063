-- When receipts expire or expired: the first and the last date, how many receipts have one, and how many have none.
select min(expires_at) as earliest,
    max(expires_at) as latest,
    count(expires_at) as receipts,
    count(*) - count(expires_at) as never
from credit_transactions
where amount > 0;
