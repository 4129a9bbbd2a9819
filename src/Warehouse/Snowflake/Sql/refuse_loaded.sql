select cast(case when count(*) > 0 then 'RETAILBUS:LOADED:' || min(l.load_no)::varchar else '0' end as integer) as refused
from staging.loads l join core.load_history h on h.batch_id = l.batch_id
where l.group_id = '{{group}}'
    and (h.attempt = l.attempt or (h.manifest_bucket = l.manifest_bucket and h.manifest_key = l.manifest_key))
