update core.dataset_locks set taken = taken + 1, taken_at = '{{at}}'::timestamp_ntz(6)
where dataset = '*' or dataset in (select dataset from staging.loads where group_id = '{{group}}')
