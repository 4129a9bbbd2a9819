update core.dataset_locks set taken = taken + 1, taken_at = '{{at}}'::timestamp_ntz(6)
