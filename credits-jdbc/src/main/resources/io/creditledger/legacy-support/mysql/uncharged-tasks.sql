-- Tasks that succeeded and were not charged, the newest completion first, in UTC. A datetime is in the host's zone.
select t.id as task_id,
    t.user_id,
    case when c.data_type = 'timestamp'
        then timestamp '1970-01-01 00:00:00' + interval unix_timestamp(t.completed_at) second
        else convert_tz(t.completed_at, if(s.zone in ('UTC', 'Z'), '+00:00', s.zone), '+00:00') end as completed_at,
    t.credits_calculated,
    t.output_duration_seconds
from tasks t
cross join credit_upgrade s
join information_schema.columns c
    on c.table_schema = database() and c.table_name = 'tasks' and c.column_name = 'completed_at'
where t.status = 'SUCCEEDED' and not t.credits_deducted
order by t.completed_at is null, t.completed_at desc, t.id
limit /*limit*/100;
