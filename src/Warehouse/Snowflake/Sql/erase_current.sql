delete from core.order_lines using staging.requests q
where q.request_id = '{{group}}' and order_lines.dataset = q.dataset and {{order_lines is requested}}
