select store_id, min(landed_at) as first_landed_at, max(landed_at) as last_landed_at,
    count(distinct batch_id) as batches, count(*) as "rows"
from (
    select store_id, dataset, landed_at, batch_id from order_lines
    union all
    select store_id, dataset, landed_at, batch_id from order_line_history
)
where {{conditions}}
group by store_id
order by store_id
