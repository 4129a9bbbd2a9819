insert into core.dataset_locks (dataset, taken)
select cast($dataset as varchar), 0
where not exists (select 1 from core.dataset_locks where dataset = cast($dataset as varchar))
