insert into expirations values ($sweep_id, $dataset, $zone, $row_count, $cut_off, $actor, $reason, $at)
