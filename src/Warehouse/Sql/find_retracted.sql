-- What is current of the retired loads after the merge: rows that the slot's new content does not have.
create or replace temp table retracted as
select o.rowid as rid, o.row_key as retracted_key, r.retiring_load, r.retiring_batch
from order_lines o join retired r on o.landed_at = r.landed_at and o.batch_id = r.batch_id and o.attempt = r.attempt
