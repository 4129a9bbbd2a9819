-- What another session wrote may not be seen here yet; and without the row '*' there is no lock.
select cast(case when r.found <> 1 then 'RETAILBUS:UNDESCRIBED:' || r.found::varchar
    when k.found < 1 then 'RETAILBUS:UNLOCKED:' || k.found::varchar
    else '0' end as integer) as refused
from (select count(*) as found from staging.requests where request_id = '{{group}}') r,
    (select count(*) as found from core.dataset_locks where dataset = '*') k
