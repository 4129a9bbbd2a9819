create or replace temp table retired (
    retiring_load integer not null,
    retiring_batch uuid not null,
    batch_id uuid not null,
    attempt integer not null,
    landed_at timestamp not null
)
