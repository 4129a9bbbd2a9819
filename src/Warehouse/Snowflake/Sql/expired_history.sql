-- What an active load claims may become current again (find_promoted.sql), and is kept as long as current rows are.
select o.row_key, o.batch_id, o.attempt
from core.order_line_history o
join staging.requests q on q.request_id = '{{group}}' and o.dataset = q.dataset
left join (
    select distinct c.batch_id, c.manifest_attempt
    from core.load_history c
    join core.load_history n on n.dataset = c.dataset and n.slot_bucket = c.slot_bucket and n.slot_key = c.slot_key
    where {{n after c}} and (n.on_reland = 'replace' or n.batch_id = c.batch_id)
) r on r.batch_id = o.batch_id and r.manifest_attempt = o.attempt
where o.landed_at < q.cut_off and (o.landed_at < q.current_cut_off or r.batch_id is not null)
