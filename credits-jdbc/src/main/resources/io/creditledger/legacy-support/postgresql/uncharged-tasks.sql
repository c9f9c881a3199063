-- Tasks that succeeded and were not charged, the newest completion first. A time without a zone is in the host's zone.
begin;

select set_config(
    'timezone',
    case when zone ~ '^[+-]' then '<' || zone || '>' || translate(zone, '+-', '-+') else zone end,
    true) as zone
from credit_upgrade;

select t.id as task_id,
    t.user_id,
    cast(t.completed_at as timestamp with time zone) as completed_at,
    t.credits_calculated,
    t.output_duration_seconds
from tasks t
where t.status = 'SUCCEEDED' and not t.credits_deducted
order by t.completed_at desc nulls last, t.id
limit /*limit*/100;

commit;
