with sales as (
    select dataset, currency, ordered_at::date as day,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from {{lines}}
)
select dataset, currency, day,
    sum(case when not is_return and amount > 0 then amount else 0 end)::decimal(38,4) as gross,
    sum(case when is_return then amount else 0 end)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct case when not is_return then order_key end) as orders,
    count(*) as lines
from sales
group by dataset, currency, day
order by dataset, currency, day
