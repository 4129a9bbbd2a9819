-- The loads of the slots that were active until now, and that a load retires.
insert into staging.retired_loads (group_id, retiring_load, retiring_batch, batch_id, attempt, landed_at)
with slot as (
    select l.load_no, s.batch_id, s.manifest_attempt, s.landed_at, s.sequencer, s.on_reland
    from staging.loads l
    join core.load_history s on s.dataset = l.dataset and s.slot_bucket = l.slot_bucket and s.slot_key = l.slot_key
    where l.group_id = '{{group}}'
),
retired_before as (
    select distinct s.load_no, s.batch_id, s.manifest_attempt
    from slot s join slot n on n.load_no = s.load_no
    where {{n after s}} and (n.on_reland = 'replace' or n.batch_id = s.batch_id)
)
select l.group_id, l.load_no, l.batch_id, s.batch_id, s.manifest_attempt, s.landed_at
from staging.loads l
join slot s on s.load_no = l.load_no
left join retired_before b on b.load_no = s.load_no and b.batch_id = s.batch_id and b.manifest_attempt = s.manifest_attempt
where l.group_id = '{{group}}' and {{l after s}} and (l.on_reland = 'replace' or s.batch_id = l.batch_id) and b.batch_id is null
