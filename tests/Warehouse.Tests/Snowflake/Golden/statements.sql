-- A row that stands twice in the staging table, because its file was copied twice under this id, counts once.
insert into staging.incoming (group_id, load_no, file_no, is_foreign, dataset, order_id, store_id, item_id, item_name, quantity, unit_price,
    amount, currency, customer_id, ordered_at, is_return, source_object, batch_id, landed_at, row_key, extra, sequencer, attempt)
select l.group_id, l.load_no, f.value:file_no::integer,
    s.dataset <> l.dataset or s.landed_at <> l.landed_at or lower(replace(s.batch_id, '-', '')) <> replace(l.batch_id, '-', ''),
    s.dataset, s.order_id, s.store_id, s.item_id, s.item_name, s.quantity, s.unit_price, s.amount, s.currency, s.customer_id, s.ordered_at,
    s.is_return, s.source_object, l.batch_id, s.landed_at, to_binary(replace(s.row_key, '-', ''), 'HEX'), s.extra, l.sequencer,
    l.manifest_attempt
from staging.loads l, lateral flatten(input => parse_json(l.files)) f, staging.staged_lines s
where l.group_id = '<id>' and s.group_id = l.group_id and s.file_name = f.value:location::varchar
qualify row_number() over (partition by s.file_name, s.file_row order by s.file_row) = 1
;

-- All versions of the keys in play, each with what comes before and after it.
insert into staging.versions (
    group_id, load_no, row_key, landed_at, sequencer, batch_id, attempt, is_first, repeats_earlier, repeated_later, comes_late, next_batch,
    present_batch, twins)
with taken as (
    select i.dataset, i.order_id, i.store_id, i.item_id, i.item_name, i.quantity, i.unit_price, i.amount, i.currency, i.customer_id,
    i.ordered_at, i.is_return, i.source_object, i.batch_id, i.landed_at, i.row_key, i.extra, i.sequencer, i.attempt, i.load_no
    from staging.incoming i left join staging.late_loads l on l.group_id = i.group_id and l.load_no = i.load_no
    where i.group_id = '<id>' and l.load_no is null
),
version as (
    select dataset, order_id, store_id, item_id, item_name, quantity, unit_price, amount, currency, customer_id, ordered_at, is_return,
    source_object, batch_id, landed_at, row_key, extra, sequencer, attempt, load_no from taken
    union all
    select dataset, order_id, store_id, item_id, item_name, quantity, unit_price, amount, currency, customer_id, ordered_at, is_return,
    source_object, batch_id, landed_at, row_key, extra, sequencer, attempt, null from core.order_lines where row_key in (select row_key from
    taken)
),
compared as (
    select load_no, row_key, landed_at, sequencer, batch_id, attempt,
        row_number() over (partition by row_key order by landed_at, sequencer, batch_id, attempt) as place,
        lag(order_id) over (partition by row_key order by landed_at, sequencer, batch_id, attempt) is not distinct from order_id and
    lag(store_id) over (partition by row_key order by landed_at, sequencer, batch_id, attempt) is not distinct from store_id and
    lag(item_id) over (partition by row_key order by landed_at, sequencer, batch_id, attempt) is not distinct from item_id and
    lag(item_name) over (partition by row_key order by landed_at, sequencer, batch_id, attempt) is not distinct from item_name and
    lag(quantity) over (partition by row_key order by landed_at, sequencer, batch_id, attempt) is not distinct from quantity and
    lag(unit_price) over (partition by row_key order by landed_at, sequencer, batch_id, attempt) is not distinct from unit_price and
    lag(amount) over (partition by row_key order by landed_at, sequencer, batch_id, attempt) is not distinct from amount and lag(currency)
    over (partition by row_key order by landed_at, sequencer, batch_id, attempt) is not distinct from currency and lag(customer_id) over
    (partition by row_key order by landed_at, sequencer, batch_id, attempt) is not distinct from customer_id and lag(ordered_at) over
    (partition by row_key order by landed_at, sequencer, batch_id, attempt) is not distinct from ordered_at and lag(is_return) over
    (partition by row_key order by landed_at, sequencer, batch_id, attempt) is not distinct from is_return and lag(extra) over (partition by
    row_key order by landed_at, sequencer, batch_id, attempt) is not distinct from extra as repeats,
        lead(batch_id) over (partition by row_key order by landed_at, sequencer, batch_id, attempt) as next_batch,
        count(*) over (partition by row_key, landed_at, sequencer, batch_id, attempt) as twins
    from version
),
placed as (
    select load_no, row_key, landed_at, sequencer, batch_id, attempt, place, place > 1 and repeats as repeats_earlier, next_batch, twins,
        max(case when load_no is null then place else 0 end) over (partition by row_key) as present_place,
        max(case when load_no is null then batch_id end) over (partition by row_key) as present_batch
    from compared
)
select '<id>', load_no, row_key, landed_at, sequencer, batch_id, attempt, place = 1, repeats_earlier,
    coalesce(lead(repeats_earlier) over (partition by row_key order by landed_at, sequencer, batch_id, attempt), false), load_no is not null
    and place < present_place, next_batch, present_batch, twins
from placed
;

-- Each term is counted by itself: of the versions by what became of them, of late loads by what stands in the history.
insert into core.load_history (
    batch_id, attempt, dataset, slot_bucket, slot_key, landed_at, sequencer, contract_version, on_reland, fingerprint, manifest_bucket,
    manifest_key, manifest_attempt, accepted, inserted, updated, unchanged, superseded, retracted, committed_at)
select l.batch_id, l.attempt, l.dataset, l.slot_bucket, l.slot_key, l.landed_at, l.sequencer, l.contract_version, l.on_reland,
    l.fingerprint,
    l.manifest_bucket, l.manifest_key, l.manifest_attempt, l.accepted, coalesce(v.inserted, 0), coalesce(v.updated, 0),
    coalesce(v.unchanged, 0), coalesce(v.superseded, 0) + coalesce(h.superseded, 0), coalesce(r.retracted, 0), '<time>'::timestamp_ntz(6)
from staging.loads l
left join (
    select load_no,
        sum(case when not comes_late and is_first then 1 else 0 end) as inserted,
        sum(case when not comes_late and not is_first and not repeats_earlier then 1 else 0 end) as updated,
        sum(case when not comes_late and not is_first and repeats_earlier then 1 else 0 end) as unchanged,
        sum(case when comes_late then 1 else 0 end) as superseded
    from staging.versions
    where group_id = '<id>' and load_no is not null
    group by load_no
) v on v.load_no = l.load_no
left join (
    select a.load_no, count(*) as superseded
    from staging.late_loads a
    join staging.loads d on d.group_id = a.group_id and d.load_no = a.load_no
    join core.order_line_history o on o.batch_id = d.batch_id and o.attempt = d.manifest_attempt and o.landed_at = d.landed_at
    where a.group_id = '<id>' and o.reason = 'superseded'
    group by a.load_no
) h on h.load_no = l.load_no
left join (
    select retiring_load, count(*) as retracted from staging.retracted where group_id = '<id>' group by retiring_load
) r on r.retiring_load = l.load_no
where l.group_id = '<id>'
;

-- Loads in whose place a newer one of the slot stands already: no row of theirs becomes current.
insert into staging.late_loads (group_id, load_no, retired_by)
select l.group_id, l.load_no, n.batch_id
from staging.loads l
join core.load_history n on n.dataset = l.dataset and n.slot_bucket = l.slot_bucket and n.slot_key = l.slot_key
where l.group_id = '<id>' and (n.landed_at > l.landed_at or (n.landed_at = l.landed_at and (n.sequencer > l.sequencer or (n.sequencer =
    l.sequencer and (n.batch_id > l.batch_id or (n.batch_id = l.batch_id and n.manifest_attempt > l.manifest_attempt)))))) and (n.on_reland
    = 'replace' or n.batch_id = l.batch_id)
qualify row_number() over (
    partition by l.load_no order by n.landed_at desc, n.sequencer desc, n.batch_id desc, n.manifest_attempt desc) = 1
;

-- Of each retracted key, the newest version that an active load claims; the group's loads stand in the load history by now.
insert into staging.promoted (group_id, row_key, batch_id, attempt)
with claim as (
    select h.row_key, h.landed_at, h.sequencer, h.batch_id, h.attempt
    from core.order_line_history h
    where h.row_key in (select row_key from staging.retracted where group_id = '<id>')
),
claimant as (
    select distinct c.dataset, c.slot_bucket, c.slot_key, c.landed_at, c.sequencer, c.batch_id, c.manifest_attempt
    from core.load_history c join claim k on k.batch_id = c.batch_id and k.attempt = c.manifest_attempt
),
retired_claimant as (
    select distinct c.batch_id, c.manifest_attempt
    from claimant c
    join core.load_history n on n.dataset = c.dataset and n.slot_bucket = c.slot_bucket and n.slot_key = c.slot_key
    where (n.landed_at > c.landed_at or (n.landed_at = c.landed_at and (n.sequencer > c.sequencer or (n.sequencer = c.sequencer and
    (n.batch_id > c.batch_id or (n.batch_id = c.batch_id and n.manifest_attempt > c.manifest_attempt)))))) and (n.on_reland = 'replace' or
    n.batch_id = c.batch_id)
)
select '<id>', k.row_key, k.batch_id, k.attempt
from claim k left join retired_claimant r on r.batch_id = k.batch_id and r.manifest_attempt = k.attempt
where r.batch_id is null
qualify row_number() over (
    partition by k.row_key order by k.landed_at desc, k.sequencer desc, k.batch_id desc, k.attempt desc) = 1
;

-- The loads of the slots that were active until now, and that a load retires.
insert into staging.retired_loads (group_id, retiring_load, retiring_batch, batch_id, attempt, landed_at)
with slot as (
    select l.load_no, s.batch_id, s.manifest_attempt, s.landed_at, s.sequencer, s.on_reland
    from staging.loads l
    join core.load_history s on s.dataset = l.dataset and s.slot_bucket = l.slot_bucket and s.slot_key = l.slot_key
    where l.group_id = '<id>'
),
retired_before as (
    select distinct s.load_no, s.batch_id, s.manifest_attempt
    from slot s join slot n on n.load_no = s.load_no
    where (n.landed_at > s.landed_at or (n.landed_at = s.landed_at and (n.sequencer > s.sequencer or (n.sequencer = s.sequencer and
    (n.batch_id > s.batch_id or (n.batch_id = s.batch_id and n.manifest_attempt > s.manifest_attempt)))))) and (n.on_reland = 'replace' or
    n.batch_id = s.batch_id)
)
select l.group_id, l.load_no, l.batch_id, s.batch_id, s.manifest_attempt, s.landed_at
from staging.loads l
join slot s on s.load_no = l.load_no
left join retired_before b on b.load_no = s.load_no and b.batch_id = s.batch_id and b.manifest_attempt = s.manifest_attempt
where l.group_id = '<id>' and (l.landed_at > s.landed_at or (l.landed_at = s.landed_at and (l.sequencer > s.sequencer or (l.sequencer =
    s.sequencer and (l.batch_id > s.batch_id or (l.batch_id = s.batch_id and l.manifest_attempt > s.manifest_attempt)))))) and (l.on_reland
    = 'replace' or s.batch_id = l.batch_id) and b.batch_id is null
;

-- What another session wrote may not be seen here yet; and without the row '*' there is no lock.
select cast(case when r.found <> 1 then 'RETAILBUS:UNDESCRIBED:' || r.found::varchar
    when k.found < 1 then 'RETAILBUS:UNLOCKED:' || k.found::varchar
    else '0' end as integer) as refused
from (select count(*) as found from staging.requests where request_id = '<id>') r,
    (select count(*) as found from core.dataset_locks where dataset = '*') k
;

-- What is current of the retired loads after the merge: rows that the slot's new content does not have.
insert into staging.retracted (group_id, row_key, batch_id, attempt, retiring_load, retiring_batch)
select r.group_id, o.row_key, o.batch_id, o.attempt, r.retiring_load, r.retiring_batch
from core.order_lines o
join staging.retired_loads r on r.landed_at = o.landed_at and r.batch_id = o.batch_id and r.attempt = o.attempt
where r.group_id = '<id>'
;

-- What is known of loads that are asked for: whether they are there, cancelled, or of a dataset of which was erased.
select r.value:load_no::integer as load_no, c.attempt as cancelled, e.erasures,
    h.inserted, h.updated, h.unchanged, h.superseded, h.retracted, h.committed_at
from table(flatten(input => parse_json(?))) r
left join (select batch_id, max(attempt) as attempt from core.load_cancellations group by batch_id) c
    on c.batch_id = r.value:batch_id::varchar
left join (select dataset, count(*) as erasures from core.erasures group by dataset) e on e.dataset = r.value:dataset::varchar
left join core.load_history h on h.batch_id = r.value:batch_id::varchar and (
    h.attempt = r.value:attempt::integer
    or (h.manifest_bucket = r.value:manifest_bucket::varchar and h.manifest_key = r.value:manifest_key::varchar))
qualify row_number() over (
    partition by r.value:load_no::integer order by case when h.attempt = r.value:attempt::integer then 0 else 1 end) = 1
order by load_no
;

-- What was to be retracted, what arrived, and what is still there.
select cast(case when n.found <> h.found or c.found > 0
    then 'RETAILBUS:RETRACTED:0:' || n.found::varchar || ':' || h.found::varchar || ':' || (n.found - c.found)::varchar
    else '0' end as integer) as refused
from (select count(*) as found from staging.retracted where group_id = '<id>') n,
    (
        select count(*) as found
        from core.order_line_history o
        join staging.retracted r on r.row_key = o.row_key and r.batch_id = o.batch_id and r.attempt = o.attempt
        where r.group_id = '<id>' and o.reason = 'retracted'
    ) h,
    (
        select count(*) as found
        from core.order_lines o join staging.retracted r on r.row_key = o.row_key and r.batch_id = o.batch_id and r.attempt = o.attempt
        where r.group_id = '<id>'
    ) c
;

begin transaction
;

commit
;

copy into staging.staged_lines (
    group_id, file_name, file_row, dataset, order_id, store_id, item_id, item_name, quantity, unit_price, amount, currency, customer_id,
    ordered_at, is_return, source_object, batch_id, landed_at, row_key, extra)
from (
    select '<id>', metadata$filename, metadata$file_row_number, $1:dataset::varchar, $1:order_id::varchar, $1:store_id::varchar,
    $1:item_id::varchar, $1:item_name::varchar, $1:quantity::decimal(18,4), $1:unit_price::decimal(18,4), $1:amount::decimal(18,4),
    $1:currency::varchar, $1:customer_id::varchar, $1:ordered_at::timestamp_ntz(6), $1:is_return::boolean, $1:source_object::varchar,
    $1:batch_id::varchar, $1:landed_at::timestamp_ntz(6), $1:row_key::varchar, $1:extra::varchar
    from @staging.PROCESSED
)
files = (<files>)
file_format = (format_name = 'staging.order_lines_parquet')
on_error = abort_statement
force = true
;

delete from core.order_line_history using (-- What an active load claims may become current again (find_promoted.sql), and is kept as long
    as current rows are.
select o.row_key, o.batch_id, o.attempt
from core.order_line_history o
join staging.requests q on q.request_id = '<id>' and o.dataset = q.dataset
left join (
    select distinct c.batch_id, c.manifest_attempt
    from core.load_history c
    join core.load_history n on n.dataset = c.dataset and n.slot_bucket = c.slot_bucket and n.slot_key = c.slot_key
    where (n.landed_at > c.landed_at or (n.landed_at = c.landed_at and (n.sequencer > c.sequencer or (n.sequencer = c.sequencer and
    (n.batch_id > c.batch_id or (n.batch_id = c.batch_id and n.manifest_attempt > c.manifest_attempt)))))) and (n.on_reland = 'replace' or
    n.batch_id = c.batch_id)
) r on r.batch_id = o.batch_id and r.manifest_attempt = o.attempt
where o.landed_at < q.cut_off and (o.landed_at < q.current_cut_off or r.batch_id is not null)) e
where order_line_history.row_key = e.row_key and order_line_history.batch_id = e.batch_id and order_line_history.attempt = e.attempt
;

delete from core.order_line_history using staging.promoted p
where p.group_id = '<id>' and order_line_history.row_key = p.row_key and order_line_history.batch_id = p.batch_id
    and order_line_history.attempt = p.attempt
;

delete from core.order_line_history using staging.requests q
where q.request_id = '<id>' and order_line_history.dataset = q.dataset and (q.order_id is null or order_line_history.order_id = q.order_id)
    and (q.store_id is null or order_line_history.store_id = q.store_id) and (q.item_id is null or order_line_history.item_id = q.item_id)
    and (q.customer_id is null or order_line_history.customer_id = q.customer_id)
;

delete from core.order_lines using (select o.row_key, o.batch_id, o.attempt
from core.order_lines o join staging.requests q on q.request_id = '<id>' and o.dataset = q.dataset
where o.landed_at < q.cut_off) e
where order_lines.row_key = e.row_key and order_lines.batch_id = e.batch_id and order_lines.attempt = e.attempt
;

delete from core.order_lines using staging.requests q
where q.request_id = '<id>' and order_lines.dataset = q.dataset and (q.order_id is null or order_lines.order_id = q.order_id) and
    (q.store_id is null or order_lines.store_id = q.store_id) and (q.item_id is null or order_lines.item_id = q.item_id) and (q.customer_id
    is null or order_lines.customer_id = q.customer_id)
;

delete from core.order_lines where row_key in (select row_key from staging.retracted where group_id = '<id>')
;

delete from staging.incoming where group_id = '<id>'
;

delete from staging.late_loads where group_id = '<id>'
;

delete from staging.loads where described_at < '<time>'::timestamp_ntz(6)
;

delete from staging.loads where group_id = '<id>'
;

delete from staging.promoted where group_id = '<id>'
;

delete from staging.requests where request_id = '<id>'
;

delete from staging.requests where requested_at < '<time>'::timestamp_ntz(6)
;

delete from staging.retired_loads where group_id = '<id>'
;

delete from staging.retracted where group_id = '<id>'
;

delete from staging.staged_lines
where group_id in (select group_id from staging.loads where described_at < '<time>'::timestamp_ntz(6))
    or group_id not in (select group_id from staging.loads)
;

delete from staging.staged_lines using staging.requests q
where q.request_id = '<id>' and staged_lines.dataset = q.dataset and (q.order_id is null or staged_lines.order_id = q.order_id) and
    (q.store_id is null or staged_lines.store_id = q.store_id) and (q.item_id is null or staged_lines.item_id = q.item_id) and
    (q.customer_id is null or staged_lines.customer_id = q.customer_id)
;

delete from staging.staged_lines where group_id = '<id>'
;

delete from staging.tallies where group_id = '<id>'
;

delete from staging.versions where group_id = '<id>'
;

insert into core.dataset_locks (dataset, taken)
select l.dataset, 0
from (select cast(? as varchar) as dataset) l
where l.dataset not in (select dataset from core.dataset_locks)
;

insert into core.erasures (erasure_id, pass, dataset, current_rows, history_rows, actor, reason, erased_at)
select q.erasure_id, q.pass, q.dataset, c.found, h.found, q.actor, q.reason, '<time>'::timestamp_ntz(6)
from staging.requests q,
    (select count(*) as found from core.order_lines o join staging.requests q on q.request_id = '<id>' and o.dataset = q.dataset
        where (q.order_id is null or o.order_id = q.order_id) and (q.store_id is null or o.store_id = q.store_id) and (q.item_id is null or
    o.item_id = q.item_id) and (q.customer_id is null or o.customer_id = q.customer_id)) c,
    (select count(*) as found from core.order_line_history o join staging.requests q on q.request_id = '<id>' and o.dataset = q.dataset
        where (q.order_id is null or o.order_id = q.order_id) and (q.store_id is null or o.store_id = q.store_id) and (q.item_id is null or
    o.item_id = q.item_id) and (q.customer_id is null or o.customer_id = q.customer_id)) h
where q.request_id = '<id>'
;

insert into core.expirations (sweep_id, dataset, zone, row_count, cut_off, actor, reason, expired_at)
select q.sweep_id, q.dataset, q.zone, x.found, q.cut_off, q.actor, q.reason, '<time>'::timestamp_ntz(6)
from staging.requests q, (select count(*) as found from (-- What an active load claims may become current again (find_promoted.sql), and is
    kept as long as current rows are.
select o.row_key, o.batch_id, o.attempt
from core.order_line_history o
join staging.requests q on q.request_id = '<id>' and o.dataset = q.dataset
left join (
    select distinct c.batch_id, c.manifest_attempt
    from core.load_history c
    join core.load_history n on n.dataset = c.dataset and n.slot_bucket = c.slot_bucket and n.slot_key = c.slot_key
    where (n.landed_at > c.landed_at or (n.landed_at = c.landed_at and (n.sequencer > c.sequencer or (n.sequencer = c.sequencer and
    (n.batch_id > c.batch_id or (n.batch_id = c.batch_id and n.manifest_attempt > c.manifest_attempt)))))) and (n.on_reland = 'replace' or
    n.batch_id = c.batch_id)
) r on r.batch_id = o.batch_id and r.manifest_attempt = o.attempt
where o.landed_at < q.cut_off and (o.landed_at < q.current_cut_off or r.batch_id is not null)) e) x
where q.request_id = '<id>'
;

insert into core.expirations (sweep_id, dataset, zone, row_count, cut_off, actor, reason, expired_at)
select q.sweep_id, q.dataset, q.zone, x.found, q.cut_off, q.actor, q.reason, '<time>'::timestamp_ntz(6)
from staging.requests q, (select count(*) as found from (select o.row_key, o.batch_id, o.attempt
from core.order_lines o join staging.requests q on q.request_id = '<id>' and o.dataset = q.dataset
where o.landed_at < q.cut_off) e) x
where q.request_id = '<id>'
;

insert into core.load_cancellations (batch_id, attempt, actor, reason, cancelled_at)
select q.batch_id, q.attempt, q.actor, q.reason, '<time>'::timestamp_ntz(6)
from staging.requests q
left join core.load_history h on h.batch_id = q.batch_id and h.attempt = q.attempt
left join core.load_cancellations c on c.batch_id = q.batch_id and c.attempt = q.attempt
where q.request_id = '<id>' and h.batch_id is null and c.batch_id is null
;

insert into core.order_line_history (dataset, order_id, store_id, item_id, item_name, quantity, unit_price, amount, currency, customer_id,
    ordered_at, is_return, source_object, batch_id, landed_at, row_key, extra, sequencer, attempt, reason, replaced_by, replaced_at)
select i.dataset, i.order_id, i.store_id, i.item_id, i.item_name, i.quantity, i.unit_price, i.amount, i.currency, i.customer_id,
    i.ordered_at, i.is_return, i.source_object, i.batch_id, i.landed_at, i.row_key, i.extra, i.sequencer, i.attempt,
    case when v.comes_late then 'superseded' when v.repeated_later then 'repeated' else 'replaced' end,
    case when v.comes_late then v.present_batch else v.next_batch end,
    '<time>'::timestamp_ntz(6)
from staging.incoming i join staging.versions v on v.group_id = i.group_id and v.load_no = i.load_no and v.row_key = i.row_key
where i.group_id = '<id>' and v.next_batch is not null
;

insert into core.order_line_history (dataset, order_id, store_id, item_id, item_name, quantity, unit_price, amount, currency, customer_id,
    ordered_at, is_return, source_object, batch_id, landed_at, row_key, extra, sequencer, attempt, reason, replaced_by, replaced_at)
select i.dataset, i.order_id, i.store_id, i.item_id, i.item_name, i.quantity, i.unit_price, i.amount, i.currency, i.customer_id,
    i.ordered_at, i.is_return, i.source_object, i.batch_id, i.landed_at, i.row_key, i.extra, i.sequencer, i.attempt, 'superseded',
    l.retired_by, '<time>'::timestamp_ntz(6)
from staging.incoming i join staging.late_loads l on l.group_id = i.group_id and l.load_no = i.load_no
where i.group_id = '<id>'
;

insert into core.order_line_history (dataset, order_id, store_id, item_id, item_name, quantity, unit_price, amount, currency, customer_id,
    ordered_at, is_return, source_object, batch_id, landed_at, row_key, extra, sequencer, attempt, reason, replaced_by, replaced_at)
select o.dataset, o.order_id, o.store_id, o.item_id, o.item_name, o.quantity, o.unit_price, o.amount, o.currency, o.customer_id,
    o.ordered_at, o.is_return, o.source_object, o.batch_id, o.landed_at, o.row_key, o.extra, o.sequencer, o.attempt, 'retracted',
    r.retiring_batch, '<time>'::timestamp_ntz(6)
from core.order_lines o join staging.retracted r on r.row_key = o.row_key
where r.group_id = '<id>'
;

insert into core.order_line_history (dataset, order_id, store_id, item_id, item_name, quantity, unit_price, amount, currency, customer_id,
    ordered_at, is_return, source_object, batch_id, landed_at, row_key, extra, sequencer, attempt, reason, replaced_by, replaced_at)
select o.dataset, o.order_id, o.store_id, o.item_id, o.item_name, o.quantity, o.unit_price, o.amount, o.currency, o.customer_id,
    o.ordered_at, o.is_return, o.source_object, o.batch_id, o.landed_at, o.row_key, o.extra, o.sequencer, o.attempt, case when
    v.repeated_later then 'repeated' else 'replaced' end, v.next_batch,
    '<time>'::timestamp_ntz(6)
from core.order_lines o join staging.versions v on v.row_key = o.row_key
where v.group_id = '<id>' and v.load_no is null and v.next_batch is not null
;

insert into core.order_lines (dataset, order_id, store_id, item_id, item_name, quantity, unit_price, amount, currency, customer_id,
    ordered_at, is_return, source_object, batch_id, landed_at, row_key, extra, sequencer, attempt)
select h.dataset, h.order_id, h.store_id, h.item_id, h.item_name, h.quantity, h.unit_price, h.amount, h.currency, h.customer_id,
    h.ordered_at, h.is_return, h.source_object, h.batch_id, h.landed_at, h.row_key, h.extra, h.sequencer, h.attempt
from core.order_line_history h
join staging.promoted p on p.row_key = h.row_key and p.batch_id = h.batch_id and p.attempt = h.attempt
where p.group_id = '<id>'
;

insert into staging.loads (
    group_id, load_no, batch_id, attempt, dataset, slot_bucket, slot_key, landed_at, sequencer, contract_version, on_reland, fingerprint,
    manifest_bucket, manifest_key, manifest_attempt, accepted, erasures, files, described_at)
select f.value:group_id::varchar, f.value:load_no::integer, f.value:batch_id::varchar, f.value:attempt::integer, f.value:dataset::varchar,
    f.value:slot_bucket::varchar, f.value:slot_key::varchar, f.value:landed_at::timestamp_ntz(6), f.value:sequencer::varchar,
    f.value:contract_version::varchar, f.value:on_reland::varchar, f.value:fingerprint::varchar, f.value:manifest_bucket::varchar,
    f.value:manifest_key::varchar, f.value:manifest_attempt::integer, f.value:accepted::bigint, f.value:erasures::bigint,
    f.value:files::varchar, f.value:described_at::timestamp_ntz(6)
from table(flatten(input => parse_json(?))) f
;

insert into staging.requests (
    request_id, requested_at, dataset, batch_id, attempt, erasure_id, pass, order_id, store_id, item_id, customer_id, sweep_id, zone,
    cut_off, current_cut_off, actor, reason)
select f.value:request_id::varchar, f.value:requested_at::timestamp_ntz(6), f.value:dataset::varchar, f.value:batch_id::varchar,
    f.value:attempt::integer, f.value:erasure_id::varchar, f.value:pass::integer, f.value:order_id::varchar, f.value:store_id::varchar,
    f.value:item_id::varchar, f.value:customer_id::varchar, f.value:sweep_id::varchar, f.value:zone::varchar,
    f.value:cut_off::timestamp_ntz(6), f.value:current_cut_off::timestamp_ntz(6), f.value:actor::varchar, f.value:reason::varchar
from table(flatten(input => parse_json(?))) f
;

insert into staging.tallies (group_id, rows_before)
select '<id>', (select count(*) from core.order_lines) + (select count(*) from core.order_line_history)
;

list @staging.PROCESSED pattern = 'retailbus-doctor-looks-for-nothing'
;

merge into core.order_lines using (
    select i.dataset, i.order_id, i.store_id, i.item_id, i.item_name, i.quantity, i.unit_price, i.amount, i.currency, i.customer_id,
    i.ordered_at, i.is_return, i.source_object, i.batch_id, i.landed_at, i.row_key, i.extra, i.sequencer, i.attempt
    from staging.incoming i join staging.versions v on v.group_id = i.group_id and v.load_no = i.load_no and v.row_key = i.row_key
    where i.group_id = '<id>' and v.next_batch is null
) latest on order_lines.row_key = latest.row_key
when matched then update set dataset = latest.dataset, order_id = latest.order_id, store_id = latest.store_id, item_id = latest.item_id,
    item_name = latest.item_name, quantity = latest.quantity, unit_price = latest.unit_price, amount = latest.amount, currency =
    latest.currency, customer_id = latest.customer_id, ordered_at = latest.ordered_at, is_return = latest.is_return, source_object =
    latest.source_object, batch_id = latest.batch_id, landed_at = latest.landed_at, extra = latest.extra, sequencer = latest.sequencer,
    attempt = latest.attempt
when not matched then insert (dataset, order_id, store_id, item_id, item_name, quantity, unit_price, amount, currency, customer_id,
    ordered_at, is_return, source_object, batch_id, landed_at, row_key, extra, sequencer, attempt) values (latest.dataset, latest.order_id,
    latest.store_id, latest.item_id, latest.item_name, latest.quantity, latest.unit_price, latest.amount, latest.currency,
    latest.customer_id, latest.ordered_at, latest.is_return, latest.source_object, latest.batch_id, latest.landed_at, latest.row_key,
    latest.extra, latest.sequencer, latest.attempt)
;

select (
    select count(*) from core.order_lines
    where dataset = ?
        and (cast(? as varchar) is null or order_id = cast(? as varchar))
        and (cast(? as varchar) is null or store_id = cast(? as varchar))
        and (cast(? as varchar) is null or item_id = cast(? as varchar))
        and (cast(? as varchar) is null or customer_id = cast(? as varchar))
) as current_rows, (
    select count(*) from core.order_line_history
    where dataset = ?
        and (cast(? as varchar) is null or order_id = cast(? as varchar))
        and (cast(? as varchar) is null or store_id = cast(? as varchar))
        and (cast(? as varchar) is null or item_id = cast(? as varchar))
        and (cast(? as varchar) is null or customer_id = cast(? as varchar))
) as history_rows
;

select * from core.warehouse_balance
;

select batch_id, dataset, attempt, slot_bucket as bucket, slot_key as key, 'Loaded' as state, accepted, committed_at
from core.load_history
where batch_id > ? or (batch_id = ? and attempt > ?)
order by batch_id, attempt
;

select batch_id, dataset, attempt, slot_bucket as bucket, slot_key as key, 'Loaded' as state, accepted, committed_at
from core.load_history
where true
order by batch_id, attempt
;

select cast(case when count(*) > 0 then 'RETAILBUS:CANCELLED:' || min(l.load_no)::varchar else '0' end as integer) as refused
from staging.loads l join core.load_cancellations c on c.batch_id = l.batch_id and c.attempt >= l.attempt
where l.group_id = '<id>'
;

select cast(case when count(*) > 0 then 'RETAILBUS:DONE:' || count(*)::varchar else '0' end as integer) as refused
from staging.requests q join core.erasures e on e.erasure_id = q.erasure_id and e.pass = q.pass
where q.request_id = '<id>'
;

select cast(case when count(*) > 0 then 'RETAILBUS:DONE:' || count(*)::varchar else '0' end as integer) as refused
from staging.requests q join core.expirations e on e.sweep_id = q.sweep_id and e.dataset = q.dataset and e.zone = q.zone
where q.request_id = '<id>'
;

select cast(case when count(*) > 0 then 'RETAILBUS:ERASED:' || min(l.load_no)::varchar else '0' end as integer) as refused
from staging.loads l left join (select dataset, count(*) as erasures from core.erasures group by dataset) e on e.dataset = l.dataset
where l.group_id = '<id>' and coalesce(e.erasures, 0) <> l.erasures
;

select cast(case when count(*) > 0 then 'RETAILBUS:LOADED:' || min(l.load_no)::varchar else '0' end as integer) as refused
from staging.loads l join core.load_history h on h.batch_id = l.batch_id
where l.group_id = '<id>'
    and (h.attempt = l.attempt or (h.manifest_bucket = l.manifest_bucket and h.manifest_key = l.manifest_key))
;

select cast(case when count(distinct k.dataset) < 1 then 'RETAILBUS:UNLOCKED:' || count(distinct k.dataset)::varchar else '0' end as
    integer) as refused
from staging.loads l join core.dataset_locks k on k.dataset = l.dataset
where l.group_id = '<id>'
;

select cast(case when n.found <> o.found or h.found > 0
    then 'RETAILBUS:PROMOTED:0:' || n.found::varchar || ':' || o.found::varchar || ':' || (n.found - h.found)::varchar
    else '0' end as integer) as refused
from (select count(*) as found from staging.promoted where group_id = '<id>') n,
    (
        select count(*) as found
        from core.order_lines c join staging.promoted p on p.row_key = c.row_key and p.batch_id = c.batch_id and p.attempt = c.attempt
        where p.group_id = '<id>'
    ) o,
    (
        select count(*) as found
        from core.order_line_history c
        join staging.promoted p on p.row_key = c.row_key and p.batch_id = c.batch_id and p.attempt = c.attempt
        where p.group_id = '<id>'
    ) h
;

select cast(case when t.rows_before is null or e.found is null or t.rows_before - a.found <> e.found
    then 'RETAILBUS:LOST:0:' || coalesce(e.found, 0)::varchar || ':' || coalesce(t.rows_before - a.found, 0)::varchar
    else '0' end as integer) as refused
from (select (select count(*) from core.order_lines) + (select count(*) from core.order_line_history) as found) a,
    (select max(rows_before) as rows_before from staging.tallies where group_id = '<id>') t,
    (
        select sum(e.current_rows + e.history_rows) as found
        from core.erasures e join staging.requests q on q.erasure_id = e.erasure_id and q.pass = e.pass
        where q.request_id = '<id>'
    ) e
;

select cast(case when t.rows_before is null or e.found is null or t.rows_before - a.found <> e.found
    then 'RETAILBUS:LOST:0:' || coalesce(e.found, 0)::varchar || ':' || coalesce(t.rows_before - a.found, 0)::varchar
    else '0' end as integer) as refused
from (select (select count(*) from core.order_lines) + (select count(*) from core.order_line_history) as found) a,
    (select max(rows_before) as rows_before from staging.tallies where group_id = '<id>') t,
    (
        select sum(e.row_count) as found
        from core.expirations e join staging.requests q on q.sweep_id = e.sweep_id and q.dataset = e.dataset and q.zone = e.zone
        where q.request_id = '<id>'
    ) e
;

select cast(case when t.rows_before is null or l.accepted is null or a.found - t.rows_before <> l.accepted
    then 'RETAILBUS:LOST:0:' || coalesce(l.accepted, 0)::varchar || ':' || coalesce(a.found - t.rows_before, 0)::varchar
    else '0' end as integer) as refused
from (select (select count(*) from core.order_lines) + (select count(*) from core.order_line_history) as found) a,
    (select max(rows_before) as rows_before from staging.tallies where group_id = '<id>') t,
    (select sum(accepted) as accepted from staging.loads where group_id = '<id>') l
;

select cast(coalesce(min('RETAILBUS:FOREIGN:' || w.load_no::varchar || ':' || w.found::varchar), '0') as integer) as refused
from (
    select load_no, count(*) as found
    from staging.incoming
    where group_id = '<id>' and is_foreign
    group by load_no
) w
;

select cast(coalesce(min('RETAILBUS:REPEATED:' || w.load_no::varchar || ':' || w.found::varchar), '0') as integer) as refused
from (
    select load_no, count(*) as found
    from staging.versions
    where group_id = '<id>' and twins > 1 and load_no is not null
    group by load_no
) w
;

select cast(coalesce(min('RETAILBUS:REPEATED:' || w.load_no::varchar || ':' || w.found::varchar), '0') as integer) as refused
from (
    select load_no, sum(n) as found
    from (select load_no, row_key, count(*) as n from staging.incoming where group_id = '<id>' group by load_no, row_key) k
    where n > 1
    group by load_no
) w
;

select cast(coalesce(min('RETAILBUS:ROWS:' || w.load_no::varchar || ':' || w.found::varchar), '0') as integer) as refused
from (
    select l.load_no, l.accepted, count(i.load_no) as found
    from staging.loads l left join staging.incoming i on i.group_id = l.group_id and i.load_no = l.load_no
    where l.group_id = '<id>'
    group by l.load_no, l.accepted
) w
where w.found <> w.accepted
;

select cast(coalesce(min('RETAILBUS:UNBALANCED:' || l.load_no::varchar || ':' || coalesce(h.inserted, 0)::varchar || ':'
    || coalesce(h.updated, 0)::varchar || ':' || coalesce(h.unchanged, 0)::varchar || ':' || coalesce(h.superseded, 0)::varchar), '0')
    as integer) as refused
from staging.loads l left join core.load_history h on h.batch_id = l.batch_id and h.attempt = l.attempt
where l.group_id = '<id>' and l.accepted <> coalesce(h.inserted + h.updated + h.unchanged + h.superseded, -1)
;

select coalesce(sum(current_rows), 0) as current_rows, coalesce(sum(history_rows), 0) as history_rows,
    coalesce(sum(case when pass = ? then current_rows + history_rows end), 0) as in_pass,
    count(case when pass = ? then 1 end) as passes
from core.erasures
where erasure_id = ?
;

select count(*) as erasures from core.erasures where dataset = ?
;

select count(*) as found from (-- What an active load claims may become current again (find_promoted.sql), and is kept as long as current
    rows are.
select o.row_key, o.batch_id, o.attempt
from core.order_line_history o
join staging.requests q on q.request_id = '<id>' and o.dataset = q.dataset
left join (
    select distinct c.batch_id, c.manifest_attempt
    from core.load_history c
    join core.load_history n on n.dataset = c.dataset and n.slot_bucket = c.slot_bucket and n.slot_key = c.slot_key
    where (n.landed_at > c.landed_at or (n.landed_at = c.landed_at and (n.sequencer > c.sequencer or (n.sequencer = c.sequencer and
    (n.batch_id > c.batch_id or (n.batch_id = c.batch_id and n.manifest_attempt > c.manifest_attempt)))))) and (n.on_reland = 'replace' or
    n.batch_id = c.batch_id)
) r on r.batch_id = o.batch_id and r.manifest_attempt = o.attempt
where o.landed_at < q.cut_off and (o.landed_at < q.current_cut_off or r.batch_id is not null)) e
;

select count(*) as found from (select o.row_key, o.batch_id, o.attempt
from core.order_lines o join staging.requests q on q.request_id = '<id>' and o.dataset = q.dataset
where o.landed_at < q.cut_off) e
;

select count(*) as loads, max(committed_at) as committed_at from core.load_history
;

select count(*) from (select 1 as one) where one = 1
;

select count(*) from core.order_lines where 1 = 0
;

select count(*) from sales.sales_total where 1 = 0
;

select count(*) from staging.staged_lines where 1 = 0
;

select count(*), sum(amount) from core.order_lines
;

select current_secondary_roles()
;

select current_user(), current_role()
;

select dataset from core.dataset_locks where dataset = '*'
;

select dataset, currency, store_id,
    max(ordered_at) as last_ordered_at,
    max(landed_at) as last_landed_at,
    count(distinct batch_id) as batches,
    count(*) as lines
from (select * from core.order_lines where dataset = ?)
group by dataset, currency, store_id
order by dataset, currency, store_id
;

select dataset, currency, store_id,
    max(ordered_at) as last_ordered_at,
    max(landed_at) as last_landed_at,
    count(distinct batch_id) as batches,
    count(*) as lines
from (select * from core.order_lines where store_id = ? and ordered_at >= cast(? as timestamp_ntz(6)))
group by dataset, currency, store_id
order by dataset, currency, store_id
;

select dataset, currency, store_id,
    max(ordered_at) as last_ordered_at,
    max(landed_at) as last_landed_at,
    count(distinct batch_id) as batches,
    count(*) as lines
from (select * from core.order_lines where store_id = ?)
group by dataset, currency, store_id
order by dataset, currency, store_id
;

select dataset, currency, store_id,
    max(ordered_at) as last_ordered_at,
    max(landed_at) as last_landed_at,
    count(distinct batch_id) as batches,
    count(*) as lines
from core.order_lines
group by dataset, currency, store_id
order by dataset, currency, store_id
;

select dataset, currency, store_id, order_id,
    max(ordered_at) as ordered_at,
    max(customer_id) as customer_id,
    count(*) as lines,
    sum(quantity)::decimal(38,4) as quantity,
    sum(amount)::decimal(38,4) as amount,
    min(case when is_return then 1 else 0 end) = 1 as is_cancelled,
    max(landed_at) as landed_at,
    max(source_object) as source_object
from (select * from core.order_lines where dataset = ?)
group by dataset, currency, store_id, order_id
order by ordered_at desc, dataset, store_id, order_id
;

select dataset, currency, store_id, order_id,
    max(ordered_at) as ordered_at,
    max(customer_id) as customer_id,
    count(*) as lines,
    sum(quantity)::decimal(38,4) as quantity,
    sum(amount)::decimal(38,4) as amount,
    min(case when is_return then 1 else 0 end) = 1 as is_cancelled,
    max(landed_at) as landed_at,
    max(source_object) as source_object
from (select * from core.order_lines where store_id = ? and ordered_at >= cast(? as timestamp_ntz(6)))
group by dataset, currency, store_id, order_id
order by ordered_at desc, dataset, store_id, order_id
;

select dataset, currency, store_id, order_id,
    max(ordered_at) as ordered_at,
    max(customer_id) as customer_id,
    count(*) as lines,
    sum(quantity)::decimal(38,4) as quantity,
    sum(amount)::decimal(38,4) as amount,
    min(case when is_return then 1 else 0 end) = 1 as is_cancelled,
    max(landed_at) as landed_at,
    max(source_object) as source_object
from core.order_lines
group by dataset, currency, store_id, order_id
order by ordered_at desc, dataset, store_id, order_id
;

select distinct batch_id
from (
    select batch_id, store_id, dataset from core.order_lines
    union all
    select batch_id, store_id, dataset from core.order_line_history
)
where store_id = ?
order by batch_id
;

select distinct batch_id
from (
    select batch_id, store_id, dataset from core.order_lines
    union all
    select batch_id, store_id, dataset from core.order_line_history
)
where store_id = ? and batch_id > ?
order by batch_id
;

select distinct batch_id
from (
    select batch_id, store_id, dataset from core.order_lines
    union all
    select batch_id, store_id, dataset from core.order_line_history
)
where store_id = ? and dataset = ?
order by batch_id
;

select l.load_no, h.inserted, h.updated, h.unchanged, h.superseded, h.retracted
from staging.loads l join core.load_history h on h.batch_id = l.batch_id and h.attempt = l.attempt
where l.group_id = '<id>'
order by l.load_no
;

select row_count from core.expirations where sweep_id = ? and dataset = ? and zone = ?
;

select store_id, min(landed_at) as first_landed_at, max(landed_at) as last_landed_at,
    count(distinct batch_id) as batches, count(*) as "rows"
from (
    select store_id, dataset, landed_at, batch_id from core.order_lines
    union all
    select store_id, dataset, landed_at, batch_id from core.order_line_history
)
where dataset = ?
group by store_id
order by store_id
;

select store_id, min(landed_at) as first_landed_at, max(landed_at) as last_landed_at,
    count(distinct batch_id) as batches, count(*) as "rows"
from (
    select store_id, dataset, landed_at, batch_id from core.order_lines
    union all
    select store_id, dataset, landed_at, batch_id from core.order_line_history
)
where dataset = ? and landed_at < cast(? as timestamp_ntz(6))
group by store_id
order by store_id
;

select store_id, min(landed_at) as first_landed_at, max(landed_at) as last_landed_at,
    count(distinct batch_id) as batches, count(*) as "rows"
from (
    select store_id, dataset, landed_at, batch_id from core.order_lines
    union all
    select store_id, dataset, landed_at, batch_id from core.order_line_history
)
where dataset = ? and landed_at >= cast(? as timestamp_ntz(6))
group by store_id
order by store_id
;

select store_id, min(landed_at) as first_landed_at, max(landed_at) as last_landed_at,
    count(distinct batch_id) as batches, count(*) as "rows"
from (
    select store_id, dataset, landed_at, batch_id from core.order_lines
    union all
    select store_id, dataset, landed_at, batch_id from core.order_line_history
)
where dataset = ? and store_id > ?
group by store_id
order by store_id
;

show parameters like 'LOCK_TIMEOUT' in session
;

show parameters like 'READ_CONSISTENCY_MODE' in account
;

show parameters like 'TRANSACTION_ABORT_ON_ERROR' in session
;

show warehouses like 'NO_SUCH_WH'
;

show warehouses like 'RETAILBUS_LOAD_WH'
;

update core.dataset_locks set taken = taken + 1, taken_at = '<time>'::timestamp_ntz(6)
;

update core.dataset_locks set taken = taken + 1, taken_at = '<time>'::timestamp_ntz(6)
where dataset = '*' or dataset in (select dataset from staging.loads where group_id = '<id>')
;

update core.dataset_locks set taken = taken + 1, taken_at = '<time>'::timestamp_ntz(6)
where dataset = '*' or dataset in (select dataset from staging.requests where request_id = '<id>')
;

with sales as (
    select dataset, currency, date_trunc('hour', ordered_at) as hour,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from (select * from core.order_lines where dataset = ?)
)
select dataset, currency, hour,
    sum(case when not is_return and amount > 0 then amount else 0 end)::decimal(38,4) as gross,
    sum(case when is_return then amount else 0 end)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct case when not is_return then order_key end) as orders,
    count(*) as lines
from sales
group by dataset, currency, hour
order by dataset, currency, hour
;

with sales as (
    select dataset, currency, date_trunc('hour', ordered_at) as hour,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from (select * from core.order_lines where store_id = ? and ordered_at >= cast(? as timestamp_ntz(6)))
)
select dataset, currency, hour,
    sum(case when not is_return and amount > 0 then amount else 0 end)::decimal(38,4) as gross,
    sum(case when is_return then amount else 0 end)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct case when not is_return then order_key end) as orders,
    count(*) as lines
from sales
group by dataset, currency, hour
order by dataset, currency, hour
;

with sales as (
    select dataset, currency, date_trunc('hour', ordered_at) as hour,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from core.order_lines
)
select dataset, currency, hour,
    sum(case when not is_return and amount > 0 then amount else 0 end)::decimal(38,4) as gross,
    sum(case when is_return then amount else 0 end)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct case when not is_return then order_key end) as orders,
    count(*) as lines
from sales
group by dataset, currency, hour
order by dataset, currency, hour
;

with sales as (
    select dataset, currency, item_id, item_name,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from (select * from core.order_lines where dataset = ?)
)
select dataset, currency, item_id,
    mode(item_name) as item_name,
    sum(case when not is_return and amount > 0 then amount else 0 end)::decimal(38,4) as gross,
    sum(case when is_return then amount else 0 end)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct case when not is_return then order_key end) as orders,
    count(*) as lines
from sales
group by dataset, currency, item_id
order by dataset, currency, net desc, item_id
;

with sales as (
    select dataset, currency, item_id, item_name,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from (select * from core.order_lines where item_id = ? and currency = ?)
)
select dataset, currency, item_id,
    mode(item_name) as item_name,
    sum(case when not is_return and amount > 0 then amount else 0 end)::decimal(38,4) as gross,
    sum(case when is_return then amount else 0 end)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct case when not is_return then order_key end) as orders,
    count(*) as lines
from sales
group by dataset, currency, item_id
order by dataset, currency, net desc, item_id
;

with sales as (
    select dataset, currency, item_id, item_name,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from (select * from core.order_lines where store_id = ? and ordered_at >= cast(? as timestamp_ntz(6)))
)
select dataset, currency, item_id,
    mode(item_name) as item_name,
    sum(case when not is_return and amount > 0 then amount else 0 end)::decimal(38,4) as gross,
    sum(case when is_return then amount else 0 end)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct case when not is_return then order_key end) as orders,
    count(*) as lines
from sales
group by dataset, currency, item_id
order by dataset, currency, net desc, item_id
;

with sales as (
    select dataset, currency, item_id, item_name,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from core.order_lines
)
select dataset, currency, item_id,
    mode(item_name) as item_name,
    sum(case when not is_return and amount > 0 then amount else 0 end)::decimal(38,4) as gross,
    sum(case when is_return then amount else 0 end)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct case when not is_return then order_key end) as orders,
    count(*) as lines
from sales
group by dataset, currency, item_id
order by dataset, currency, net desc, item_id
;

with sales as (
    select dataset, currency, ordered_at::date as day,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from (select * from core.order_lines where dataset = ?)
)
select dataset, currency, day,
    sum(case when not is_return and amount > 0 then amount else 0 end)::decimal(38,4) as gross,
    sum(case when is_return then amount else 0 end)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct case when not is_return then order_key end) as orders,
    count(*) as lines
from sales
group by dataset, currency, day
order by dataset, currency, day
;

with sales as (
    select dataset, currency, ordered_at::date as day,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from (select * from core.order_lines where ordered_at >= cast(? as timestamp_ntz(6)))
)
select dataset, currency, day,
    sum(case when not is_return and amount > 0 then amount else 0 end)::decimal(38,4) as gross,
    sum(case when is_return then amount else 0 end)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct case when not is_return then order_key end) as orders,
    count(*) as lines
from sales
group by dataset, currency, day
order by dataset, currency, day
;

with sales as (
    select dataset, currency, ordered_at::date as day,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from (select * from core.order_lines where store_id = ? and ordered_at >= cast(? as timestamp_ntz(6)))
)
select dataset, currency, day,
    sum(case when not is_return and amount > 0 then amount else 0 end)::decimal(38,4) as gross,
    sum(case when is_return then amount else 0 end)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct case when not is_return then order_key end) as orders,
    count(*) as lines
from sales
group by dataset, currency, day
order by dataset, currency, day
;

with sales as (
    select dataset, currency, ordered_at::date as day,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from core.order_lines
)
select dataset, currency, day,
    sum(case when not is_return and amount > 0 then amount else 0 end)::decimal(38,4) as gross,
    sum(case when is_return then amount else 0 end)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct case when not is_return then order_key end) as orders,
    count(*) as lines
from sales
group by dataset, currency, day
order by dataset, currency, day
;

with sales as (
    select dataset, currency, store_id,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from (select * from core.order_lines where currency = ?)
)
select dataset, currency, store_id,
    sum(case when not is_return and amount > 0 then amount else 0 end)::decimal(38,4) as gross,
    sum(case when is_return then amount else 0 end)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct case when not is_return then order_key end) as orders,
    count(*) as lines
from sales
group by dataset, currency, store_id
order by dataset, currency, net desc, store_id
;

with sales as (
    select dataset, currency, store_id,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from (select * from core.order_lines where dataset = ?)
)
select dataset, currency, store_id,
    sum(case when not is_return and amount > 0 then amount else 0 end)::decimal(38,4) as gross,
    sum(case when is_return then amount else 0 end)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct case when not is_return then order_key end) as orders,
    count(*) as lines
from sales
group by dataset, currency, store_id
order by dataset, currency, net desc, store_id
;

with sales as (
    select dataset, currency, store_id,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from (select * from core.order_lines where store_id = ? and ordered_at >= cast(? as timestamp_ntz(6)))
)
select dataset, currency, store_id,
    sum(case when not is_return and amount > 0 then amount else 0 end)::decimal(38,4) as gross,
    sum(case when is_return then amount else 0 end)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct case when not is_return then order_key end) as orders,
    count(*) as lines
from sales
group by dataset, currency, store_id
order by dataset, currency, net desc, store_id
;

with sales as (
    select dataset, currency, store_id,
        store_id || chr(31) || order_id as order_key, is_return, quantity, amount
    from core.order_lines
)
select dataset, currency, store_id,
    sum(case when not is_return and amount > 0 then amount else 0 end)::decimal(38,4) as gross,
    sum(case when is_return then amount else 0 end)::decimal(38,4) as returns,
    sum(amount)::decimal(38,4) as net,
    sum(quantity)::decimal(38,4) as quantity,
    count(distinct case when not is_return then order_key end) as orders,
    count(*) as lines
from sales
group by dataset, currency, store_id
order by dataset, currency, net desc, store_id
;

with sold as (
    select dataset, currency, store_id, order_id,
        min(case when is_return then 1 else 0 end) = 1 as is_cancelled,
        sum(case when not is_return and amount > 0 then amount else 0 end) as gross_amount,
        sum(case when is_return then amount else 0 end) as returned_amount,
        sum(amount) as net_amount,
        count(*) as line_count
    from (select * from core.order_lines where dataset = ? and store_id = ?)
    group by dataset, currency, store_id, order_id
),
total as (
    select dataset, currency,
        sum(gross_amount) as gross,
        sum(returned_amount) as returns,
        sum(net_amount) as net,
        count(case when not is_cancelled then 1 end) as orders,
        count(case when is_cancelled then 1 end) as cancelled_orders,
        max(case when not is_cancelled then net_amount end) as largest,
        sum(line_count) as lines
    from sold
    group by dataset, currency
)
select dataset, currency,
    gross::decimal(38,4) as gross,
    returns::decimal(38,4) as returns,
    net::decimal(38,4) as net,
    orders,
    cancelled_orders,
    case when orders > 0 then (net / orders)::decimal(38,4) end as average,
    largest::decimal(38,4) as largest,
    lines::bigint as lines
from total
order by dataset, currency
;

with sold as (
    select dataset, currency, store_id, order_id,
        min(case when is_return then 1 else 0 end) = 1 as is_cancelled,
        sum(case when not is_return and amount > 0 then amount else 0 end) as gross_amount,
        sum(case when is_return then amount else 0 end) as returned_amount,
        sum(amount) as net_amount,
        count(*) as line_count
    from (select * from core.order_lines where dataset = ?)
    group by dataset, currency, store_id, order_id
),
total as (
    select dataset, currency,
        sum(gross_amount) as gross,
        sum(returned_amount) as returns,
        sum(net_amount) as net,
        count(case when not is_cancelled then 1 end) as orders,
        count(case when is_cancelled then 1 end) as cancelled_orders,
        max(case when not is_cancelled then net_amount end) as largest,
        sum(line_count) as lines
    from sold
    group by dataset, currency
)
select dataset, currency,
    gross::decimal(38,4) as gross,
    returns::decimal(38,4) as returns,
    net::decimal(38,4) as net,
    orders,
    cancelled_orders,
    case when orders > 0 then (net / orders)::decimal(38,4) end as average,
    largest::decimal(38,4) as largest,
    lines::bigint as lines
from total
order by dataset, currency
;

with sold as (
    select dataset, currency, store_id, order_id,
        min(case when is_return then 1 else 0 end) = 1 as is_cancelled,
        sum(case when not is_return and amount > 0 then amount else 0 end) as gross_amount,
        sum(case when is_return then amount else 0 end) as returned_amount,
        sum(amount) as net_amount,
        count(*) as line_count
    from (select * from core.order_lines where store_id = ? and currency = ?)
    group by dataset, currency, store_id, order_id
),
total as (
    select dataset, currency,
        sum(gross_amount) as gross,
        sum(returned_amount) as returns,
        sum(net_amount) as net,
        count(case when not is_cancelled then 1 end) as orders,
        count(case when is_cancelled then 1 end) as cancelled_orders,
        max(case when not is_cancelled then net_amount end) as largest,
        sum(line_count) as lines
    from sold
    group by dataset, currency
)
select dataset, currency,
    gross::decimal(38,4) as gross,
    returns::decimal(38,4) as returns,
    net::decimal(38,4) as net,
    orders,
    cancelled_orders,
    case when orders > 0 then (net / orders)::decimal(38,4) end as average,
    largest::decimal(38,4) as largest,
    lines::bigint as lines
from total
order by dataset, currency
;

with sold as (
    select dataset, currency, store_id, order_id,
        min(case when is_return then 1 else 0 end) = 1 as is_cancelled,
        sum(case when not is_return and amount > 0 then amount else 0 end) as gross_amount,
        sum(case when is_return then amount else 0 end) as returned_amount,
        sum(amount) as net_amount,
        count(*) as line_count
    from (select * from core.order_lines where store_id = ? and ordered_at >= cast(? as timestamp_ntz(6)))
    group by dataset, currency, store_id, order_id
),
total as (
    select dataset, currency,
        sum(gross_amount) as gross,
        sum(returned_amount) as returns,
        sum(net_amount) as net,
        count(case when not is_cancelled then 1 end) as orders,
        count(case when is_cancelled then 1 end) as cancelled_orders,
        max(case when not is_cancelled then net_amount end) as largest,
        sum(line_count) as lines
    from sold
    group by dataset, currency
)
select dataset, currency,
    gross::decimal(38,4) as gross,
    returns::decimal(38,4) as returns,
    net::decimal(38,4) as net,
    orders,
    cancelled_orders,
    case when orders > 0 then (net / orders)::decimal(38,4) end as average,
    largest::decimal(38,4) as largest,
    lines::bigint as lines
from total
order by dataset, currency
;

with sold as (
    select dataset, currency, store_id, order_id,
        min(case when is_return then 1 else 0 end) = 1 as is_cancelled,
        sum(case when not is_return and amount > 0 then amount else 0 end) as gross_amount,
        sum(case when is_return then amount else 0 end) as returned_amount,
        sum(amount) as net_amount,
        count(*) as line_count
    from core.order_lines
    group by dataset, currency, store_id, order_id
),
total as (
    select dataset, currency,
        sum(gross_amount) as gross,
        sum(returned_amount) as returns,
        sum(net_amount) as net,
        count(case when not is_cancelled then 1 end) as orders,
        count(case when is_cancelled then 1 end) as cancelled_orders,
        max(case when not is_cancelled then net_amount end) as largest,
        sum(line_count) as lines
    from sold
    group by dataset, currency
)
select dataset, currency,
    gross::decimal(38,4) as gross,
    returns::decimal(38,4) as returns,
    net::decimal(38,4) as net,
    orders,
    cancelled_orders,
    case when orders > 0 then (net / orders)::decimal(38,4) end as average,
    largest::decimal(38,4) as largest,
    lines::bigint as lines
from total
order by dataset, currency
;

with version as (
    select dataset, order_id, store_id, item_id, item_name, quantity, unit_price, amount, currency, customer_id, ordered_at, is_return,
    source_object, batch_id, landed_at, row_key, extra, sequencer, attempt, false as is_current, reason, replaced_by, replaced_at
    from core.order_line_history
    where dataset = ? and order_id = ?
    union all
    select dataset, order_id, store_id, item_id, item_name, quantity, unit_price, amount, currency, customer_id, ordered_at, is_return,
    source_object, batch_id, landed_at, row_key, extra, sequencer, attempt, true, null, null, null
    from core.order_lines
    where dataset = ? and order_id = ?
)
select v.* exclude (sequencer), l.slot_bucket as source_bucket, l.slot_key as source_key, l.contract_version, l.committed_at as loaded_at
from version v left join core.load_history l on l.batch_id = v.batch_id and l.manifest_attempt = v.attempt
order by v.row_key, v.is_current desc, v.landed_at desc, v.sequencer desc, v.batch_id desc, v.attempt desc
;

with version as (
    select dataset, order_id, store_id, item_id, item_name, quantity, unit_price, amount, currency, customer_id, ordered_at, is_return,
    source_object, batch_id, landed_at, row_key, extra, sequencer, attempt, false as is_current, reason, replaced_by, replaced_at
    from core.order_line_history
    where dataset = ? and order_id = ? and item_id = ?
    union all
    select dataset, order_id, store_id, item_id, item_name, quantity, unit_price, amount, currency, customer_id, ordered_at, is_return,
    source_object, batch_id, landed_at, row_key, extra, sequencer, attempt, true, null, null, null
    from core.order_lines
    where dataset = ? and order_id = ? and item_id = ?
)
select v.* exclude (sequencer), l.slot_bucket as source_bucket, l.slot_key as source_key, l.contract_version, l.committed_at as loaded_at
from version v left join core.load_history l on l.batch_id = v.batch_id and l.manifest_attempt = v.attempt
order by v.row_key, v.is_current desc, v.landed_at desc, v.sequencer desc, v.batch_id desc, v.attempt desc
;

with version as (
    select dataset, order_id, store_id, item_id, item_name, quantity, unit_price, amount, currency, customer_id, ordered_at, is_return,
    source_object, batch_id, landed_at, row_key, extra, sequencer, attempt, false as is_current, reason, replaced_by, replaced_at
    from core.order_line_history
    where dataset = ? and row_key = to_binary(?, 'HEX')
    union all
    select dataset, order_id, store_id, item_id, item_name, quantity, unit_price, amount, currency, customer_id, ordered_at, is_return,
    source_object, batch_id, landed_at, row_key, extra, sequencer, attempt, true, null, null, null
    from core.order_lines
    where dataset = ? and row_key = to_binary(?, 'HEX')
)
select v.* exclude (sequencer), l.slot_bucket as source_bucket, l.slot_key as source_key, l.contract_version, l.committed_at as loaded_at
from version v left join core.load_history l on l.batch_id = v.batch_id and l.manifest_attempt = v.attempt
order by v.row_key, v.is_current desc, v.landed_at desc, v.sequencer desc, v.batch_id desc, v.attempt desc
;

with version as (
    select dataset, order_id, store_id, item_id, item_name, quantity, unit_price, amount, currency, customer_id, ordered_at, is_return,
    source_object, batch_id, landed_at, row_key, extra, sequencer, attempt, false as is_current, reason, replaced_by, replaced_at
    from core.order_line_history
    where order_id = ? and store_id = ? and item_id = ?
    union all
    select dataset, order_id, store_id, item_id, item_name, quantity, unit_price, amount, currency, customer_id, ordered_at, is_return,
    source_object, batch_id, landed_at, row_key, extra, sequencer, attempt, true, null, null, null
    from core.order_lines
    where order_id = ? and store_id = ? and item_id = ?
)
select v.* exclude (sequencer), l.slot_bucket as source_bucket, l.slot_key as source_key, l.contract_version, l.committed_at as loaded_at
from version v left join core.load_history l on l.batch_id = v.batch_id and l.manifest_attempt = v.attempt
order by v.row_key, v.is_current desc, v.landed_at desc, v.sequencer desc, v.batch_id desc, v.attempt desc
;

with version as (
    select dataset, order_id, store_id, item_id, item_name, quantity, unit_price, amount, currency, customer_id, ordered_at, is_return,
    source_object, batch_id, landed_at, row_key, extra, sequencer, attempt, false as is_current, reason, replaced_by, replaced_at
    from core.order_line_history
    where row_key = to_binary(?, 'HEX')
    union all
    select dataset, order_id, store_id, item_id, item_name, quantity, unit_price, amount, currency, customer_id, ordered_at, is_return,
    source_object, batch_id, landed_at, row_key, extra, sequencer, attempt, true, null, null, null
    from core.order_lines
    where row_key = to_binary(?, 'HEX')
)
select v.* exclude (sequencer), l.slot_bucket as source_bucket, l.slot_key as source_key, l.contract_version, l.committed_at as loaded_at
from version v left join core.load_history l on l.batch_id = v.batch_id and l.manifest_attempt = v.attempt
order by v.row_key, v.is_current desc, v.landed_at desc, v.sequencer desc, v.batch_id desc, v.attempt desc
