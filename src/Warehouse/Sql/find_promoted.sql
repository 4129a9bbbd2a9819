-- Of each retracted key, the newest version that an active load claims.
create or replace temp table promoted as
with claim as (
    select h.rowid as rid, h.row_key, h.landed_at, h.sequencer, h.batch_id, h.attempt
    from order_line_history h semi join retracted r on h.row_key = r.retracted_key
),
claimant as (
    select l.dataset, l.slot_bucket, l.slot_key, l.batch_id, l.manifest_attempt,
        row(l.landed_at, l.sequencer, l.batch_id, l.manifest_attempt) as version
    from load_history l semi join claim c on l.batch_id = c.batch_id and l.manifest_attempt = c.attempt
),
retired_claimant as (
    select distinct c.batch_id, c.manifest_attempt
    from claimant c
    join load_history n on n.dataset = c.dataset and n.slot_bucket = c.slot_bucket and n.slot_key = c.slot_key
    where row(n.landed_at, n.sequencer, n.batch_id, n.manifest_attempt) > c.version
        and (n.on_reland = 'replace' or n.batch_id = c.batch_id)
)
select c.rid
from claim c anti join retired_claimant r on c.batch_id = r.batch_id and c.attempt = r.manifest_attempt
qualify row_number() over (partition by c.row_key order by c.landed_at desc, c.sequencer desc, c.batch_id desc, c.attempt desc) = 1
