select cast(coalesce(min('RETAILBUS:UNBALANCED:' || l.load_no::varchar || ':' || coalesce(h.inserted, 0)::varchar || ':'
    || coalesce(h.updated, 0)::varchar || ':' || coalesce(h.unchanged, 0)::varchar || ':' || coalesce(h.superseded, 0)::varchar), '0')
    as integer) as refused
from staging.loads l left join core.load_history h on h.batch_id = l.batch_id and h.attempt = l.attempt
where l.group_id = '{{group}}' and l.accepted <> coalesce(h.inserted + h.updated + h.unchanged + h.superseded, -1)
