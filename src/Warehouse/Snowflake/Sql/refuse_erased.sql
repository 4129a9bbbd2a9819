select cast(case when count(*) > 0 then 'RETAILBUS:ERASED:' || min(l.load_no)::varchar else '0' end as integer) as refused
from staging.loads l left join (select dataset, count(*) as erasures from core.erasures group by dataset) e on e.dataset = l.dataset
where l.group_id = '{{group}}' and coalesce(e.erasures, 0) <> l.erasures
