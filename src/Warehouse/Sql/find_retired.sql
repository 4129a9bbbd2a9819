-- The loads of the slot that were active until now, and that a load retires.
insert into retired
with slot as (
    select batch_id, manifest_attempt as attempt, landed_at, on_reland, row(landed_at, sequencer, batch_id, manifest_attempt) as version
    from load_history
    where dataset = $dataset and slot_bucket = $slot_bucket and slot_key = $slot_key
)
select $load_no, $batch_id::uuid, batch_id, attempt, landed_at
from slot s
where version < row($landed_at::timestamp, $sequencer::varchar, $batch_id::uuid, $attempt::integer)
    and ($on_reland = 'replace' or batch_id = $batch_id::uuid)
    and not exists (
        from slot n where n.version > s.version and (n.on_reland = 'replace' or n.batch_id = s.batch_id))
