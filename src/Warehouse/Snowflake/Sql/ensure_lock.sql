insert into core.dataset_locks (dataset, taken)
select l.dataset, 0
from (select cast($dataset as varchar) as dataset) l
where l.dataset not in (select dataset from core.dataset_locks)
