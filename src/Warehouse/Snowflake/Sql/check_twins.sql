select cast(coalesce(min('RETAILBUS:REPEATED:' || w.load_no::varchar || ':' || w.found::varchar), '0') as integer) as refused
from (
    select load_no, count(*) as found
    from staging.versions
    where group_id = '{{group}}' and twins > 1 and load_no is not null
    group by load_no
) w
