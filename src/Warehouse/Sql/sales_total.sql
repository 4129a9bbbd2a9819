with sold as (
    select dataset, currency, store_id, order_id,
        min(case when is_return then 1 else 0 end) = 1 as is_cancelled,
        sum(case when not is_return and amount > 0 then amount else 0 end) as gross_amount,
        sum(case when is_return then amount else 0 end) as returned_amount,
        sum(amount) as net_amount,
        count(*) as line_count
    from {{lines}}
    group by dataset, currency, store_id, order_id
),
total as (
    select dataset, currency,
        sum(gross_amount) as gross,
        sum(returned_amount) as returns,
        sum(net_amount) as net,
        count(case when not is_cancelled then 1 end) as orders,
        count(case when is_cancelled then 1 end) as cancelled_orders,
        max(case when not is_cancelled then net_amount end) as largest,
        sum(line_count) as lines
    from sold
    group by dataset, currency
)
select dataset, currency,
    gross::decimal(38,4) as gross,
    returns::decimal(38,4) as returns,
    net::decimal(38,4) as net,
    orders,
    cancelled_orders,
    case when orders > 0 then (net / orders)::decimal(38,4) end as average,
    largest::decimal(38,4) as largest,
    lines::bigint as lines
from total
order by dataset, currency
