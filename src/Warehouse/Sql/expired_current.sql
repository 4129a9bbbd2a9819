dataset = $dataset and landed_at < $cut_off
