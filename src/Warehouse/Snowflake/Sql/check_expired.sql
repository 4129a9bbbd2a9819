select cast(case when t.rows_before is null or e.found is null or t.rows_before - a.found <> e.found
    then 'RETAILBUS:LOST:0:' || coalesce(e.found, 0)::varchar || ':' || coalesce(t.rows_before - a.found, 0)::varchar
    else '0' end as integer) as refused
from (select (select count(*) from core.order_lines) + (select count(*) from core.order_line_history) as found) a,
    (select max(rows_before) as rows_before from staging.tallies where group_id = '{{group}}') t,
    (
        select sum(e.row_count) as found
        from core.expirations e join staging.requests q on q.sweep_id = e.sweep_id and q.dataset = e.dataset and q.zone = e.zone
        where q.request_id = '{{group}}'
    ) e
