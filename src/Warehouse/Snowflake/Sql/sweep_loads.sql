delete from staging.loads where described_at < '{{before}}'::timestamp_ntz(6)
