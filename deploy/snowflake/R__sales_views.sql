-- The sales views, the same as the embedded warehouse's: their text is src/Warehouse/Sql/*.sql over RETAILBUS.CORE.ORDER_LINES (a test compares).
use role RETAILBUS_OWNER;

create or replace view RETAILBUS.SALES.SALES_TOTAL as
with sold as (
    select dataset, currency, store_id, order_id,
        min(case when is_return then 1 else 0 end) = 1 as is_cancelled,
        sum(case when not is_return and amount > 0 then amount else 0 end) as gross_amount,
        sum(case when is_return then amount else 0 end) as returned_amount,
        sum(amount) as net_amount,
        count(*) as line_count
    from RETAILBUS.CORE.ORDER_LINES
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
order by dataset, currency;

create or replace view RETAILBUS.SALES.SALES_BY_STORE as
with sales as (
    select dataset, currency, store_id,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from RETAILBUS.CORE.ORDER_LINES
)
select dataset, currency, store_id,
    sum(case when not is_return and amount > 0 then amount else 0 end)::decimal(38,4) as gross,
    sum(case when is_return then amount else 0 end)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct case when not is_return then order_key end) as orders,
    count(*) as lines
from sales
group by dataset, currency, store_id
order by dataset, currency, net desc, store_id;

create or replace view RETAILBUS.SALES.SALES_BY_DAY as
with sales as (
    select dataset, currency, ordered_at::date as day,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from RETAILBUS.CORE.ORDER_LINES
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
order by dataset, currency, day;

create or replace view RETAILBUS.SALES.SALES_BY_HOUR as
with sales as (
    select dataset, currency, date_trunc('hour', ordered_at) as hour,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from RETAILBUS.CORE.ORDER_LINES
)
select dataset, currency, hour,
    sum(case when not is_return and amount > 0 then amount else 0 end)::decimal(38,4) as gross,
    sum(case when is_return then amount else 0 end)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct case when not is_return then order_key end) as orders,
    count(*) as lines
from sales
group by dataset, currency, hour
order by dataset, currency, hour;

create or replace view RETAILBUS.SALES.SALES_BY_ITEM as
with sales as (
    select dataset, currency, item_id, item_name,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from RETAILBUS.CORE.ORDER_LINES
)
select dataset, currency, item_id,
    mode(item_name) as item_name,
    sum(case when not is_return and amount > 0 then amount else 0 end)::decimal(38,4) as gross,
    sum(case when is_return then amount else 0 end)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct case when not is_return then order_key end) as orders,
    count(*) as lines
from sales
group by dataset, currency, item_id
order by dataset, currency, net desc, item_id;

create or replace view RETAILBUS.SALES.LATEST_ORDERS as
select dataset, currency, store_id, order_id,
    max(ordered_at) as ordered_at,
    max(customer_id) as customer_id,
    count(*) as lines,
    sum(quantity)::decimal(38,4) as quantity,
    sum(amount)::decimal(38,4) as amount,
    min(case when is_return then 1 else 0 end) = 1 as is_cancelled,
    max(landed_at) as landed_at,
    max(source_object) as source_object
from RETAILBUS.CORE.ORDER_LINES
group by dataset, currency, store_id, order_id
order by ordered_at desc, dataset, store_id, order_id;

create or replace view RETAILBUS.SALES.FRESHNESS as
select dataset, currency, store_id,
    max(ordered_at) as last_ordered_at,
    max(landed_at) as last_landed_at,
    count(distinct batch_id) as batches,
    count(*) as lines
from RETAILBUS.CORE.ORDER_LINES
group by dataset, currency, store_id
order by dataset, currency, store_id;
