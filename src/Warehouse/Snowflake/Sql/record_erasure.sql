insert into core.erasures (erasure_id, pass, dataset, current_rows, history_rows, actor, reason, erased_at)
select q.erasure_id, q.pass, q.dataset, c.found, h.found, q.actor, q.reason, '{{at}}'::timestamp_ntz(6)
from staging.requests q,
    (select count(*) as found from core.order_lines o join staging.requests q on q.request_id = '{{group}}' and o.dataset = q.dataset
        where {{o is requested}}) c,
    (select count(*) as found from core.order_line_history o join staging.requests q on q.request_id = '{{group}}' and o.dataset = q.dataset
        where {{o is requested}}) h
where q.request_id = '{{group}}'
