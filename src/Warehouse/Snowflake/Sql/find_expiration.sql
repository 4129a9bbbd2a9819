select row_count from core.expirations where sweep_id = $sweep_id and dataset = $dataset and zone = $zone
