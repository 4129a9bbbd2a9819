insert into load_cancellations
select $batch_id, $attempt, $actor, $reason, $at
where not exists (from load_history where batch_id = $batch_id and attempt = $attempt)
on conflict do nothing
