select dataset, currency, store_id,
    max(ordered_at) as last_ordered_at,
    max(landed_at) as last_landed_at,
    count(distinct batch_id) as batches,
    count(*) as lines
from {{lines}}
group by dataset, currency, store_id
order by dataset, currency, store_id
