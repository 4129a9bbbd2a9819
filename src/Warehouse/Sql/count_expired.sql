select count(*) from {{table}} where dataset = $dataset and landed_at < $cut_off
