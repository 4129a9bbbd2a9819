with version as (
    select {{columns}}, sequencer, attempt, false as is_current, reason, replaced_by, replaced_at
    from order_line_history
    where {{conditions}}
    union all
    select {{columns}}, sequencer, attempt, true, null, null, null
    from order_lines
    where {{conditions}}
)
select v.* exclude (sequencer), l.slot_bucket as source_bucket, l.slot_key as source_key, l.contract_version, l.committed_at as loaded_at
from version v left join load_history l on l.batch_id = v.batch_id and l.manifest_attempt = v.attempt
order by v.row_key, v.is_current desc, v.landed_at desc, v.sequencer desc, v.batch_id desc, v.attempt desc
