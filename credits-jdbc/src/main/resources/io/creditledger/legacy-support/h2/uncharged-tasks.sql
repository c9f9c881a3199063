-- Tasks that succeeded and were not charged, the newest completion first. A time without a zone is in the host's zone.
select t.id as task_id,
    t.user_id,
    cast(
        cast(t.completed_at as varchar)
            || case when c.data_type like '%WITH TIME ZONE' then ''
                when left(s.zone, 1) in ('+', '-') then s.zone
                else ' ' || s.zone end
        as timestamp(6) with time zone) at time zone 'UTC' as completed_at,
    t.credits_calculated,
    t.output_duration_seconds
from tasks t
cross join credit_upgrade s
join information_schema.columns c
    on c.table_schema = current_schema and lower(c.table_name) = 'tasks' and lower(c.column_name) = 'completed_at'
where t.status = 'SUCCEEDED' and not t.credits_deducted
order by t.completed_at desc nulls last, t.id
limit /*limit*/100;
