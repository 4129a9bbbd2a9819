select cast(coalesce(min('RETAILBUS:ROWS:' || w.load_no::varchar || ':' || w.found::varchar), '0') as integer) as refused
from (
    select l.load_no, l.accepted, count(i.load_no) as found
    from staging.loads l left join staging.incoming i on i.group_id = l.group_id and i.load_no = l.load_no
    where l.group_id = '{{group}}'
    group by l.load_no, l.accepted
) w
where w.found <> w.accepted
