insert into order_line_history ({{columns}}, sequencer, attempt, reason, replaced_by, replaced_at)
select {{columns}}, sequencer, attempt, 'retracted', retiring_batch, $at
from order_lines o join retracted r on o.rowid = r.rid
