-- What was to be retracted, what arrived, and what is still there.
select cast(case when n.found <> h.found or c.found > 0
    then 'RETAILBUS:RETRACTED:0:' || n.found::varchar || ':' || h.found::varchar || ':' || (n.found - c.found)::varchar
    else '0' end as integer) as refused
from (select count(*) as found from staging.retracted where group_id = '{{group}}') n,
    (
        select count(*) as found
        from core.order_line_history o
        join staging.retracted r on r.row_key = o.row_key and r.batch_id = o.batch_id and r.attempt = o.attempt
        where r.group_id = '{{group}}' and o.reason = 'retracted'
    ) h,
    (
        select count(*) as found
        from core.order_lines o join staging.retracted r on r.row_key = o.row_key and r.batch_id = o.batch_id and r.attempt = o.attempt
        where r.group_id = '{{group}}'
    ) c
