delete from core.order_line_history using staging.promoted p
where p.group_id = '{{group}}' and order_line_history.row_key = p.row_key and order_line_history.batch_id = p.batch_id
    and order_line_history.attempt = p.attempt
