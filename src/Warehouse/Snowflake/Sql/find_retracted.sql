-- What is current of the retired loads after the merge: rows that the slot's new content does not have.
insert into staging.retracted (group_id, row_key, batch_id, attempt, retiring_load, retiring_batch)
select r.group_id, o.row_key, o.batch_id, o.attempt, r.retiring_load, r.retiring_batch
from core.order_lines o
join staging.retired_loads r on r.landed_at = o.landed_at and r.batch_id = o.batch_id and r.attempt = o.attempt
where r.group_id = '{{group}}'
