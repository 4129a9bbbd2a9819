-- The newest load of the slot that already stands for it in a load's place.
select batch_id
from load_history
where dataset = $dataset and slot_bucket = $slot_bucket and slot_key = $slot_key
    and row(landed_at, sequencer, batch_id, manifest_attempt)
        > row($landed_at::timestamp, $sequencer::varchar, $batch_id::uuid, $attempt::integer)
    and (on_reland = 'replace' or batch_id = $batch_id::uuid)
order by landed_at desc, sequencer desc, batch_id desc, manifest_attempt desc
limit 1
