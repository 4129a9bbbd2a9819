delete from core.order_lines where row_key in (select row_key from staging.retracted where group_id = '{{group}}')
