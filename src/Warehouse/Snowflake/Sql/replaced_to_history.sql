insert into core.order_line_history ({{columns}}, sequencer, attempt, reason, replaced_by, replaced_at)
select {{o.columns}}, o.sequencer, o.attempt, case when v.repeated_later then 'repeated' else 'replaced' end, v.next_batch,
    '{{at}}'::timestamp_ntz(6)
from core.order_lines o join staging.versions v on v.row_key = o.row_key
where v.group_id = '{{group}}' and v.load_no is null and v.next_batch is not null
