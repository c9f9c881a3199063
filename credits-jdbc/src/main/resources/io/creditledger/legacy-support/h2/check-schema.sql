-- Whether the columns, defaults and indexes of the upgrade are there: present, missing or different.
select e.kind, e.name, e.expected, f.found,
    case when f.found is null then 'missing' when f.found = e.expected then 'present' else 'different' end as state
from (
    values
        (1, 'column', 'credit_transactions.expires_at', 'TIMESTAMP(6) WITH TIME ZONE'),
        (2, 'column', 'credit_transactions.is_expired', 'BOOLEAN'),
        (3, 'default', 'credit_transactions.is_expired', 'FALSE'),
        (4, 'column', 'credit_transactions.expired_at', 'TIMESTAMP(6) WITH TIME ZONE'),
        (5, 'column', 'tasks.output_duration_seconds', 'DOUBLE PRECISION'),
        (6, 'column', 'tasks.credits_calculated', 'INTEGER'),
        (7, 'column', 'tasks.credits_deducted', 'BOOLEAN'),
        (8, 'default', 'tasks.credits_deducted', 'FALSE'),
        (9, 'default', 'users.credits', '100'),
        (10, 'index', 'idx_credit_transactions_expires_at', 'credit_transactions(expires_at)'),
        (11, 'index', 'idx_credit_transactions_is_expired', 'credit_transactions(is_expired)'),
        (12, 'index', 'idx_credit_transactions_expiry_lookup', 'credit_transactions(user_id,is_expired,expires_at)'),
        (13, 'index', 'idx_tasks_credits_deducted', 'tasks(credits_deducted)')
) e (place, kind, name, expected)
left join (
    select 'column' as kind, lower(table_name || '.' || column_name) as name,
        case when data_type like 'TIMESTAMP%'
            then replace(data_type, 'TIMESTAMP', 'TIMESTAMP(' || datetime_precision || ')')
            else data_type end as found
    from information_schema.columns
    where table_schema = current_schema
    union all
    select 'default', lower(table_name || '.' || column_name), column_default
    from information_schema.columns
    where table_schema = current_schema
    union all
    select 'index', lower(index_name),
        lower(table_name || '(' || listagg(column_name, ',') within group (order by ordinal_position) || ')')
    from information_schema.index_columns
    where table_schema = current_schema
    group by table_name, index_name
) f on f.kind = e.kind and f.name = e.name
order by e.place;
