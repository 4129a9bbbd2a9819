select cast(case when a.found - t.rows_before <> l.accepted
    then 'RETAILBUS:LOST:0:' || l.accepted::varchar || ':' || (a.found - t.rows_before)::varchar
    else '0' end as integer) as refused
from (select (select count(*) from core.order_lines) + (select count(*) from core.order_line_history) as found) a,
    (select rows_before from staging.tallies where group_id = '{{group}}') t,
    (select sum(accepted) as accepted from staging.loads where group_id = '{{group}}') l
