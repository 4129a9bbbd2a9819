insert into core.load_cancellations (batch_id, attempt, actor, reason, cancelled_at)
select q.batch_id, q.attempt, q.actor, q.reason, '{{at}}'::timestamp_ntz(6)
from staging.requests q
left join core.load_history h on h.batch_id = q.batch_id and h.attempt = q.attempt
left join core.load_cancellations c on c.batch_id = q.batch_id and c.attempt = q.attempt
where q.request_id = '{{group}}' and h.batch_id is null and c.batch_id is null
