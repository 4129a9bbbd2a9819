delete from core.order_line_history using staging.requests q
where q.request_id = '{{group}}' and order_line_history.dataset = q.dataset and {{order_line_history is requested}}
