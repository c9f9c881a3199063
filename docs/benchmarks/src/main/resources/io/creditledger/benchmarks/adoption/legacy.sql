-- The database of a host that has sold credits for two years, the same for the same numbers: what looks random is a hash
-- of the row's number. Every user begins with 100 credits. Some users do a hundred times as much as others, so the rows
-- of a user lie scattered over the table, as they do where rows are in the order of time. Nobody spends what he has not.
-- One row in 250 is dirty, and the balance of one user in 50 is not what the transactions add up to.

create table users (
    id bigint primary key,
    email varchar(200) not null,
    name varchar(100) not null,
    credits integer default 10,
    created_at timestamptz not null
);

create table credit_transactions (
    id bigint primary key,
    user_id bigint not null,
    amount integer,
    description varchar(200) not null,
    created_at timestamptz
);

create table tasks (
    id bigint primary key,
    user_id bigint not null,
    status varchar(20) not null,
    prompt varchar(200) not null,
    created_at timestamptz not null,
    completed_at timestamptz
);

create function hashed(kind text, n bigint) returns double precision
language sql immutable parallel safe
return ('x' || substr(md5(kind || n), 1, 7))::bit(28)::integer / 268435456.0;

set work_mem = '256MB';

-- Half of the work, or more, is done by those whose number is low.
insert into credit_transactions
with drawn as materialized (
    select n as id,
        case when n <= ${users} then n else 1 + floor(${users} * hashed('user', n) ^ 2) end as user_id,
        hashed('kind', n) as kind,
        hashed('size', n) as size
    from generate_series(1, ${transactions}) n
),
wished as (
    select id, user_id,
        case
            when id <= ${users} then 100
            when kind > 0.33 then -10 * (1 + floor(size * 9))
            when size < 0.55 then 10
            when size < 0.85 then 100
            else 500
        end as amount
    from drawn
),
summed as (
    select id, user_id, sum(amount) over (partition by user_id order by id) as total
    from wished
),
afforded as (
    select id, user_id, total - least(0, min(total) over (partition by user_id order by id)) as total
    from summed
),
clean as (
    select id, user_id, total - lag(total, 1, 0) over (partition by user_id order by id) as amount
    from afforded
)
select id,
    case id % 1000 when 277 then ${users} + id else user_id end,
    case id % 1000 when 77 then 0 when 177 then null else coalesce(nullif(amount, 0), 10) end,
    'transaction ' || id,
    case id % 1000
        when 377 then null
        when 477 then timestamptz '2026-01-01 00:00:00+00' + id * interval '1 second'
        else timestamptz '2023-10-01 00:00:00+00' + id * (interval '730 days' / ${transactions})
    end
from clean
order by id;

insert into users
select n, 'user' || n || '@example.com', 'name ' || n,
    coalesce(explained, 0) + case n % 100 when 3 then 10 when 53 then -30 else 0 end,
    timestamptz '2023-10-01 00:00:00+00'
from generate_series(1, ${users}) n
left join (select user_id, sum(amount) as explained from credit_transactions group by user_id) t on t.user_id = n
order by n;

insert into tasks
select n, 1 + floor(${users} * hashed('task user', n) ^ 2),
    case when hashed('status', n) < 0.9 then 'SUCCEEDED' when hashed('status', n) < 0.98 then 'FAILED' else 'RUNNING' end,
    'prompt ' || n,
    timestamptz '2023-10-01 00:00:00+00' + n * (interval '730 days' / ${tasks}),
    case when hashed('status', n) < 0.98
        then timestamptz '2023-10-01 00:00:30+00' + n * (interval '730 days' / ${tasks}) end
from generate_series(1, ${tasks}) n;

drop function hashed;

create index transactions_of_user on credit_transactions (user_id);

create index tasks_of_user on tasks (user_id);

vacuum analyze;
