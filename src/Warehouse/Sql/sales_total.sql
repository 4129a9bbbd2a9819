with sold as (
    select dataset, currency, store_id, order_id,
        bool_and(is_return) as is_cancelled,
        coalesce(sum(amount) filter (not is_return and amount > 0), 0) as gross,
        coalesce(sum(amount) filter (is_return), 0) as returned,
        sum(amount) as amount,
        count(*) as lines
    from {{lines}}
    group by all
)
select dataset, currency,
    sum(gross)::decimal(38,4) as gross,
    sum(returned)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    count(*) filter (not is_cancelled) as orders,
    count(*) filter (is_cancelled) as cancelled_orders,
    case when orders > 0 then (net / orders)::decimal(38,4) end as average,
    max(amount) filter (not is_cancelled)::decimal(38,4) as largest,
    sum(lines)::bigint as lines
from sold
group by dataset, currency
order by dataset, currency
