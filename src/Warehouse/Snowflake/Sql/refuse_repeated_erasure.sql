select cast(case when count(*) > 0 then 'RETAILBUS:DONE:' || count(*)::varchar else '0' end as integer) as refused
from staging.requests q join core.erasures e on e.erasure_id = q.erasure_id and e.pass = q.pass
where q.request_id = '{{group}}'
