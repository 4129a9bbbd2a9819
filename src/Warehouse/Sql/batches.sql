select distinct batch_id
from (
    select batch_id, store_id, dataset from order_lines
    union all
    select batch_id, store_id, dataset from order_line_history
)
where {{conditions}}
order by batch_id
