-- All versions of the keys in play, each with what comes before and after it.
insert into staging.versions (
    group_id, load_no, row_key, landed_at, sequencer, batch_id, attempt, is_first, repeats_earlier, repeated_later, comes_late, next_batch,
    present_batch, twins)
with taken as (
    select {{i.columns}}, i.sequencer, i.attempt, i.load_no
    from staging.incoming i left join staging.late_loads l on l.group_id = i.group_id and l.load_no = i.load_no
    where i.group_id = '{{group}}' and l.load_no is null
),
version as (
    select {{columns}}, sequencer, attempt, load_no from taken
    union all
    select {{columns}}, sequencer, attempt, null from core.order_lines where row_key in (select row_key from taken)
),
compared as (
    select load_no, row_key, landed_at, sequencer, batch_id, attempt,
        row_number() over ({{chain}}) as place,
        {{repeats_earlier}} as repeats,
        lead(batch_id) over ({{chain}}) as next_batch,
        count(*) over (partition by row_key, landed_at, sequencer, batch_id, attempt) as twins
    from version
),
placed as (
    select load_no, row_key, landed_at, sequencer, batch_id, attempt, place, place > 1 and repeats as repeats_earlier, next_batch, twins,
        max(case when load_no is null then place else 0 end) over (partition by row_key) as present_place,
        max(case when load_no is null then batch_id end) over (partition by row_key) as present_batch
    from compared
)
select '{{group}}', load_no, row_key, landed_at, sequencer, batch_id, attempt, place = 1, repeats_earlier,
    coalesce(lead(repeats_earlier) over ({{chain}}), false), load_no is not null and place < present_place, next_batch, present_batch, twins
from placed
