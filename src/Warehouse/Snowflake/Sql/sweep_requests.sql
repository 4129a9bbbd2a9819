delete from staging.requests where requested_at < '{{before}}'::timestamp_ntz(6)
