select cast(case when count(*) > 0 then 'RETAILBUS:DONE:' || count(*)::varchar else '0' end as integer) as refused
from staging.requests q join core.expirations e on e.sweep_id = q.sweep_id and e.dataset = q.dataset and e.zone = q.zone
where q.request_id = '{{group}}'
