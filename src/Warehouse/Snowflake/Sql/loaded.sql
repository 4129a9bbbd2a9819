select l.load_no, h.inserted, h.updated, h.unchanged, h.superseded, h.retracted
from staging.loads l join core.load_history h on h.batch_id = l.batch_id and h.attempt = l.attempt
where l.group_id = '{{group}}'
order by l.load_no
