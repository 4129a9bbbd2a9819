insert into staging.requests (
    request_id, requested_at, dataset, batch_id, attempt, erasure_id, pass, order_id, store_id, item_id, customer_id, sweep_id, zone,
    cut_off, current_cut_off, actor, reason)
select f.value:request_id::varchar, f.value:requested_at::timestamp_ntz(6), f.value:dataset::varchar, f.value:batch_id::varchar,
    f.value:attempt::integer, f.value:erasure_id::varchar, f.value:pass::integer, f.value:order_id::varchar, f.value:store_id::varchar,
    f.value:item_id::varchar, f.value:customer_id::varchar, f.value:sweep_id::varchar, f.value:zone::varchar,
    f.value:cut_off::timestamp_ntz(6), f.value:current_cut_off::timestamp_ntz(6), f.value:actor::varchar, f.value:reason::varchar
from table(flatten(input => parse_json($document))) f
