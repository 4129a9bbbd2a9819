select batch_id, dataset, attempt, slot_bucket as bucket, slot_key as key, 'Loaded' as state, accepted, committed_at
from load_history
where {{conditions}}
order by batch_id, attempt
