select dataset, store_id, max(landed_at) as landed_at
from order_lines
group by dataset, store_id
order by landed_at
