insert into erasures values ($erasure_id, $pass, $dataset, $current_rows, $history_rows, $actor, $reason, $at)
