select cast(case when count(distinct k.dataset) < 1 then 'RETAILBUS:UNLOCKED:' || count(distinct k.dataset)::varchar else '0' end as integer) as refused
from staging.loads l join core.dataset_locks k on k.dataset = l.dataset
where l.group_id = '{{group}}'
