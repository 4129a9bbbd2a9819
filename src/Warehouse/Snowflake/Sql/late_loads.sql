-- Loads in whose place a newer one of the slot stands already: no row of theirs becomes current.
insert into staging.late_loads (group_id, load_no, retired_by)
select l.group_id, l.load_no, n.batch_id
from staging.loads l
join core.load_history n on n.dataset = l.dataset and n.slot_bucket = l.slot_bucket and n.slot_key = l.slot_key
where l.group_id = '{{group}}' and {{n after l}} and (n.on_reland = 'replace' or n.batch_id = l.batch_id)
qualify row_number() over (
    partition by l.load_no order by n.landed_at desc, n.sequencer desc, n.batch_id desc, n.manifest_attempt desc) = 1
