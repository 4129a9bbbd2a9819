-- What is known of loads that are asked for: whether they are there, cancelled, or of a dataset of which was erased.
select r.value:load_no::integer as load_no, c.attempt as cancelled, e.erasures,
    h.inserted, h.updated, h.unchanged, h.superseded, h.retracted, h.committed_at
from table(flatten(input => parse_json($document))) r
left join (select batch_id, max(attempt) as attempt from core.load_cancellations group by batch_id) c
    on c.batch_id = r.value:batch_id::varchar
left join (select dataset, count(*) as erasures from core.erasures group by dataset) e on e.dataset = r.value:dataset::varchar
left join core.load_history h on h.batch_id = r.value:batch_id::varchar and (
    h.attempt = r.value:attempt::integer
    or (h.manifest_bucket = r.value:manifest_bucket::varchar and h.manifest_key = r.value:manifest_key::varchar))
qualify row_number() over (
    partition by r.value:load_no::integer order by case when h.attempt = r.value:attempt::integer then 0 else 1 end) = 1
order by load_no
