delete from staging.staged_lines
where group_id in (select group_id from staging.loads where described_at < '{{before}}'::timestamp_ntz(6))
    or group_id not in (select group_id from staging.loads)
