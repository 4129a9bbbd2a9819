select cast(case when t.rows_before is null or l.accepted is null or a.found - t.rows_before <> l.accepted
    then 'RETAILBUS:LOST:0:' || coalesce(l.accepted, 0)::varchar || ':' || coalesce(a.found - t.rows_before, 0)::varchar
    else '0' end as integer) as refused
from (select (select count(*) from core.order_lines) + (select count(*) from core.order_line_history) as found) a,
    (select max(rows_before) as rows_before from staging.tallies where group_id = '{{group}}') t,
    (select sum(accepted) as accepted from staging.loads where group_id = '{{group}}') l
