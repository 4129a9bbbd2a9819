-- Keys with more than one version in play: present in the warehouse already, or brought by more than one row of the group.
create or replace temp table present as
select o.rowid as rid, o.row_key from order_lines o semi join suspect s on o.row_key = s.row_key;

create or replace temp table contested as
select row_key from present
union
select i.row_key from incoming i semi join suspect s on i.row_key = s.row_key group by i.row_key having count(*) > 1;

-- All versions of those keys, each with what comes before and after it.
create or replace temp table contender as
with version as (
    select rowid as rid, null::integer as load_no, {{columns}}, sequencer, attempt
    from order_lines where rowid in (select rid from present)
    union all
    select null, load_no, {{columns}}, sequencer, attempt
    from incoming i semi join contested c on i.row_key = c.row_key
),
content as (select *, row({{content_columns}}) as content from version)
select * exclude (content),
    lag(row_key) over chain is null as is_first,
    lag(content) over chain is not distinct from content as repeats_earlier,
    lead(content) over chain is not distinct from content as repeated_later,
    lead(batch_id) over chain as next_batch,
    load_no is not null and count(rid) over (
        partition by row_key order by {{version_columns}} rows between 1 following and unbounded following) > 0 as comes_late,
    max(case when rid is not null then batch_id end) over (partition by row_key) as present_batch,
    count(*) over (partition by row_key, {{version_columns}}) > 1 as is_ambiguous
from content
window chain as (partition by row_key order by {{version_columns}});
