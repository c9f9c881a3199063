-- Whether the columns, defaults and indexes of the upgrade are there: present, missing or different.
select e.kind, e.name, e.expected, f.found,
    case when f.found is null then 'missing' when f.found = e.expected then 'present' else 'different' end as state
from (
    values
        (1, 'column', 'credit_transactions.expires_at', 'timestamp with time zone'),
        (2, 'column', 'credit_transactions.is_expired', 'boolean'),
        (3, 'default', 'credit_transactions.is_expired', 'false'),
        (4, 'column', 'credit_transactions.expired_at', 'timestamp with time zone'),
        (5, 'column', 'tasks.output_duration_seconds', 'double precision'),
        (6, 'column', 'tasks.credits_calculated', 'integer'),
        (7, 'column', 'tasks.credits_deducted', 'boolean'),
        (8, 'default', 'tasks.credits_deducted', 'false'),
        (9, 'default', 'users.credits', '100'),
        (10, 'index', 'idx_credit_transactions_expires_at', 'credit_transactions(expires_at)'),
        (11, 'index', 'idx_credit_transactions_is_expired', 'credit_transactions(is_expired)'),
        (12, 'index', 'idx_credit_transactions_expiry_lookup', 'credit_transactions(user_id,is_expired,expires_at)'),
        (13, 'index', 'idx_tasks_credits_deducted', 'tasks(credits_deducted)')
) e (place, kind, name, expected)
left join (
    select 'column' as kind, table_name || '.' || column_name as name, cast(data_type as text) as found
    from information_schema.columns
    where table_schema = current_schema()
    union all
    select 'default', table_name || '.' || column_name, column_default
    from information_schema.columns
    where table_schema = current_schema()
    union all
    select 'index', i.relname,
        t.relname || '(' || string_agg(a.attname, ',' order by k.place) || ')'
            || case when x.indisvalid then '' else ' invalid' end
    from pg_index x
    join pg_class i on i.oid = x.indexrelid
    join pg_class t on t.oid = x.indrelid
    cross join unnest(x.indkey) with ordinality k (number, place)
    join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number
    where t.relnamespace = cast(current_schema() as regnamespace)
    group by i.relname, t.relname, x.indisvalid
) f on f.kind = e.kind and f.name = e.name
order by e.place;
