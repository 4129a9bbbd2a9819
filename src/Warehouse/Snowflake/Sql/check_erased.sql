select cast(case when t.rows_before is null or e.found is null or t.rows_before - a.found <> e.found
    then 'RETAILBUS:LOST:0:' || coalesce(e.found, 0)::varchar || ':' || coalesce(t.rows_before - a.found, 0)::varchar
    else '0' end as integer) as refused
from (select (select count(*) from core.order_lines) + (select count(*) from core.order_line_history) as found) a,
    (select max(rows_before) as rows_before from staging.tallies where group_id = '{{group}}') t,
    (
        select sum(e.current_rows + e.history_rows) as found
        from core.erasures e join staging.requests q on q.erasure_id = e.erasure_id and q.pass = e.pass
        where q.request_id = '{{group}}'
    ) e
