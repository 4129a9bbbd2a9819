-- Of each retracted key, the newest version that an active load claims; the group's loads stand in the load history by now.
insert into staging.promoted (group_id, row_key, batch_id, attempt)
with claim as (
    select h.row_key, h.landed_at, h.sequencer, h.batch_id, h.attempt
    from core.order_line_history h
    where h.row_key in (select row_key from staging.retracted where group_id = '{{group}}')
),
claimant as (
    select distinct c.dataset, c.slot_bucket, c.slot_key, c.landed_at, c.sequencer, c.batch_id, c.manifest_attempt
    from core.load_history c join claim k on k.batch_id = c.batch_id and k.attempt = c.manifest_attempt
),
retired_claimant as (
    select distinct c.batch_id, c.manifest_attempt
    from claimant c
    join core.load_history n on n.dataset = c.dataset and n.slot_bucket = c.slot_bucket and n.slot_key = c.slot_key
    where {{n after c}} and (n.on_reland = 'replace' or n.batch_id = c.batch_id)
)
select '{{group}}', k.row_key, k.batch_id, k.attempt
from claim k left join retired_claimant r on r.batch_id = k.batch_id and r.manifest_attempt = k.attempt
where r.batch_id is null
qualify row_number() over (
    partition by k.row_key order by k.landed_at desc, k.sequencer desc, k.batch_id desc, k.attempt desc) = 1
