insert into core.order_line_history ({{columns}}, sequencer, attempt, reason, replaced_by, replaced_at)
select {{i.columns}}, i.sequencer, i.attempt, 'superseded', l.retired_by, '{{at}}'::timestamp_ntz(6)
from staging.incoming i join staging.late_loads l on l.group_id = i.group_id and l.load_no = i.load_no
where i.group_id = '{{group}}'
