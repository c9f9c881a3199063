-- Whether the columns, defaults and indexes of the upgrade are there: present, missing or different.
select e.kind, e.name, e.expected, f.found,
    case when f.found is null then 'missing' when f.found = e.expected then 'present' else 'different' end as state
from (
    select 1 as place, 'column' as kind, 'credit_transactions.expires_at' as name, 'datetime(6)' as expected
    union all select 2, 'column', 'credit_transactions.is_expired', 'tinyint(1)'
    union all select 3, 'default', 'credit_transactions.is_expired', '0'
    union all select 4, 'column', 'credit_transactions.expired_at', 'datetime(6)'
    union all select 5, 'column', 'tasks.output_duration_seconds', 'double'
    union all select 6, 'column', 'tasks.credits_calculated', 'int'
    union all select 7, 'column', 'tasks.credits_deducted', 'tinyint(1)'
    union all select 8, 'default', 'tasks.credits_deducted', '0'
    union all select 9, 'default', 'users.credits', '100'
    union all select 10, 'index', 'idx_credit_transactions_expires_at', 'credit_transactions(expires_at)'
    union all select 11, 'index', 'idx_credit_transactions_is_expired', 'credit_transactions(is_expired)'
    union all select 12, 'index', 'idx_credit_transactions_expiry_lookup',
        'credit_transactions(user_id,is_expired,expires_at)'
    union all select 13, 'index', 'idx_tasks_credits_deducted', 'tasks(credits_deducted)'
) e
left join (
    select 'column' as kind, concat(table_name, '.', column_name) as name,
        -- MariaDB and older servers show the width of an integer, which means nothing.
        case when data_type = 'int' then 'int' else column_type end as found
    from information_schema.columns
    where table_schema = database()
    union all
    select 'default', concat(table_name, '.', column_name), column_default
    from information_schema.columns
    where table_schema = database() and column_default is not null and column_default <> 'NULL'
    union all
    select 'index', index_name,
        concat(table_name, '(', group_concat(column_name order by seq_in_index separator ','), ')')
    from information_schema.statistics
    where table_schema = database()
    group by table_name, index_name
) f on f.kind = e.kind and f.name = e.name
order by e.place;
