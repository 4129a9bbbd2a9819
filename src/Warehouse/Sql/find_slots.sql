select distinct dataset, slot_bucket, slot_key from load_history where slot_key in ({{slot_keys}})
