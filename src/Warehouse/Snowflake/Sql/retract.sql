insert into core.order_line_history ({{columns}}, sequencer, attempt, reason, replaced_by, replaced_at)
select {{o.columns}}, o.sequencer, o.attempt, 'retracted', r.retiring_batch, '{{at}}'::timestamp_ntz(6)
from core.order_lines o join staging.retracted r on r.row_key = o.row_key
where r.group_id = '{{group}}'
