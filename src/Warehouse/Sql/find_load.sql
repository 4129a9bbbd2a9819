select inserted, updated, unchanged, superseded, retracted, committed_at
from load_history
where batch_id = $batch_id and (attempt = $attempt or (manifest_bucket = $manifest_bucket and manifest_key = $manifest_key))
order by attempt = $attempt desc
limit 1
