insert into core.order_line_history ({{columns}}, sequencer, attempt, reason, replaced_by, replaced_at)
select {{i.columns}}, i.sequencer, i.attempt,
    case when v.comes_late then 'superseded' when v.repeated_later then 'repeated' else 'replaced' end,
    case when v.comes_late then v.present_batch else v.next_batch end,
    '{{at}}'::timestamp_ntz(6)
from staging.incoming i join staging.versions v on v.group_id = i.group_id and v.load_no = i.load_no and v.row_key = i.row_key
where i.group_id = '{{group}}' and v.next_batch is not null
