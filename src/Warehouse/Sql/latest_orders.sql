select dataset, currency, store_id, order_id,
    max(ordered_at) as ordered_at,
    max(customer_id) as customer_id,
    count(*) as lines,
    sum(quantity)::decimal(38,4) as quantity,
    sum(amount)::decimal(38,4) as amount,
    min(case when is_return then 1 else 0 end) = 1 as is_cancelled,
    max(landed_at) as landed_at,
    max(source_object) as source_object
from {{lines}}
group by dataset, currency, store_id, order_id
order by ordered_at desc, dataset, store_id, order_id
