insert into core.expirations (sweep_id, dataset, zone, row_count, cut_off, actor, reason, expired_at)
select q.sweep_id, q.dataset, q.zone, x.found, q.cut_off, q.actor, q.reason, '{{at}}'::timestamp_ntz(6)
from staging.requests q, (select count(*) as found from ({{expired}}) e) x
where q.request_id = '{{group}}'
