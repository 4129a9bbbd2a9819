with sales as (
    select dataset, currency, item_id, item_name,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from {{lines}}
)
select dataset, currency, item_id,
    mode(item_name) as item_name,
    coalesce(sum(amount) filter (not is_return and amount > 0), 0)::decimal(38,4) as gross,
    coalesce(sum(amount) filter (is_return), 0)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct order_key) filter (not is_return) as orders,
    count(*) as lines
from sales
group by dataset, currency, item_id
order by dataset, currency, net desc, item_id
