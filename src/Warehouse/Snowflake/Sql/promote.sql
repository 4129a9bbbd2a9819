insert into core.order_lines ({{columns}}, sequencer, attempt)
select {{h.columns}}, h.sequencer, h.attempt
from core.order_line_history h
join staging.promoted p on p.row_key = h.row_key and p.batch_id = h.batch_id and p.attempt = h.attempt
where p.group_id = '{{group}}'
