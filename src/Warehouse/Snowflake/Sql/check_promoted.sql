select cast(case when n.found <> o.found or h.found > 0
    then 'RETAILBUS:PROMOTED:0:' || n.found::varchar || ':' || o.found::varchar || ':' || (n.found - h.found)::varchar
    else '0' end as integer) as refused
from (select count(*) as found from staging.promoted where group_id = '{{group}}') n,
    (
        select count(*) as found
        from core.order_lines c join staging.promoted p on p.row_key = c.row_key and p.batch_id = c.batch_id and p.attempt = c.attempt
        where p.group_id = '{{group}}'
    ) o,
    (
        select count(*) as found
        from core.order_line_history c
        join staging.promoted p on p.row_key = c.row_key and p.batch_id = c.batch_id and p.attempt = c.attempt
        where p.group_id = '{{group}}'
    ) h
