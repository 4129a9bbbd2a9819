select cast(case when count(*) > 0 then 'RETAILBUS:CANCELLED:' || min(l.load_no)::varchar else '0' end as integer) as refused
from staging.loads l join core.load_cancellations c on c.batch_id = l.batch_id and c.attempt >= l.attempt
where l.group_id = '{{group}}'
