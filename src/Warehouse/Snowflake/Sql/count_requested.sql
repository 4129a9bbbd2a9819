select (
    select count(*) from core.order_lines
    where dataset = $dataset
        and (cast($order_id as varchar) is null or order_id = cast($order_id as varchar))
        and (cast($store_id as varchar) is null or store_id = cast($store_id as varchar))
        and (cast($item_id as varchar) is null or item_id = cast($item_id as varchar))
        and (cast($customer_id as varchar) is null or customer_id = cast($customer_id as varchar))
) as current_rows, (
    select count(*) from core.order_line_history
    where dataset = $dataset
        and (cast($order_id as varchar) is null or order_id = cast($order_id as varchar))
        and (cast($store_id as varchar) is null or store_id = cast($store_id as varchar))
        and (cast($item_id as varchar) is null or item_id = cast($item_id as varchar))
        and (cast($customer_id as varchar) is null or customer_id = cast($customer_id as varchar))
) as history_rows
