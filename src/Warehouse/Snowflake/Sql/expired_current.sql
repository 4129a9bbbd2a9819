select o.row_key, o.batch_id, o.attempt
from core.order_lines o join staging.requests q on q.request_id = '{{group}}' and o.dataset = q.dataset
where o.landed_at < q.cut_off
